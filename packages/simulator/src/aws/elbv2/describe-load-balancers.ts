import type { LoadBalancer } from '../estate/load-balancer.ts';
import type { AwsRegion } from '../estate/region.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, isoTime, xmlList } from '../frame/xml.ts';
import { validationError } from './elb-errors.ts';
import { pageXml } from './elb-page.ts';
import { loadBalancerNotFound, selectAll, visibleLoadBalancers } from './find-elb-resources.ts';

export function describeLoadBalancers(call: AwsCall, parameters: QueryParameters): string {
  const arns = parameters.list('LoadBalancerArns');
  const names = parameters.list('Names');
  if (arns.length > 0 && names.length > 0) {
    throw validationError('Load balancer names and load balancer ARNs cannot be specified at the same time');
  }
  const all = visibleLoadBalancers(call);
  const byArn = arns.length > 0 ? selectAll(all, 'arn', arns, loadBalancerNotFound) : all;
  const resources = names.length > 0 ? selectAll(all, 'name', names, loadBalancerNotFound) : byArn;
  const toXml = (loadBalancer: LoadBalancer): string => loadBalancerXml(loadBalancer, call.region);
  return pageXml(call, parameters, { name: 'LoadBalancers', resources, toXml });
}

function loadBalancerXml(loadBalancer: LoadBalancer, { network }: AwsRegion): string {
  const { loadBalancerType, subnets, state } = loadBalancer;
  // A gateway load balancer is an endpoint inside the VPC: it has neither a name in DNS nor a scheme.
  const isGateway = loadBalancerType === 'gateway';
  const zones = subnets.map(
    ({ zone, id }) => `${element('ZoneName', zone)}${element('SubnetId', id)}<LoadBalancerAddresses/>`,
  );
  return (
    element('LoadBalancerArn', loadBalancer.arn) +
    element('DNSName', isGateway ? null : loadBalancer.dnsName) +
    element('CanonicalHostedZoneId', isGateway ? null : loadBalancer.canonicalHostedZoneId) +
    element('CreatedTime', isoTime(loadBalancer.createdAtMs)) +
    element('LoadBalancerName', loadBalancer.name) +
    element('Scheme', isGateway ? null : loadBalancer.scheme) +
    element('VpcId', network.vpcId) +
    `<State>${element('Code', state)}</State>` +
    element('Type', loadBalancerType) +
    xmlList('AvailabilityZones', zones, 'member') +
    (loadBalancerType === 'application' ? xmlList('SecurityGroups', [network.securityGroupId], 'member') : '') +
    element('IpAddressType', 'ipv4')
  );
}
