import type { AwsRegion } from '../estate/region.ts';
import type { TargetGroup } from '../estate/target-group.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { pageXml } from './elb-page.ts';
import {
  loadBalancerNotFound,
  loadBalancersOf,
  selectAll,
  targetGroupNotFound,
  visibleLoadBalancers,
  visibleTargetGroups,
} from './find-elb-resources.ts';

export function describeTargetGroups(call: AwsCall, parameters: QueryParameters): string {
  const arns = parameters.list('TargetGroupArns');
  const names = parameters.list('Names');
  const loadBalancerArn = parameters.get('LoadBalancerArn');
  let resources = visibleTargetGroups(call);
  if (arns.length > 0) resources = selectAll(resources, 'arn', arns, targetGroupNotFound);
  if (names.length > 0) resources = selectAll(resources, 'name', names, targetGroupNotFound);
  if (loadBalancerArn !== null) {
    selectAll(visibleLoadBalancers(call), 'arn', [loadBalancerArn], loadBalancerNotFound);
    resources = resources.filter((group) =>
      loadBalancersOf(call.region, group).some(({ arn }) => arn === loadBalancerArn),
    );
  }
  const toXml = (group: TargetGroup): string => targetGroupXml(group, call.region);
  return pageXml(call, parameters, { name: 'TargetGroups', resources, toXml });
}

function targetGroupXml(group: TargetGroup, region: AwsRegion): string {
  const { protocol, port, targetType } = group;
  const isLambda = targetType === 'lambda';
  const isHttp = isLambda || protocol === 'HTTP' || protocol === 'HTTPS';
  const owners = loadBalancersOf(region, group).map(({ arn }) => arn);
  return (
    element('TargetGroupArn', group.arn) +
    element('TargetGroupName', group.name) +
    element('Protocol', protocol) +
    element('Port', port) +
    element('VpcId', isLambda ? null : region.network.vpcId) +
    healthCheckXml(group, isHttp) +
    (isHttp ? `<Matcher>${element('HttpCode', '200')}</Matcher>` : '') +
    xmlList('LoadBalancerArns', owners, 'member') +
    element('TargetType', targetType) +
    element('ProtocolVersion', isHttp && !isLambda ? 'HTTP1' : null) +
    element('IpAddressType', 'ipv4')
  );
}

/** ELB's own defaults; a Lambda target is not checked unless one asks for it. */
function healthCheckXml({ protocol, targetType, healthCheckPath }: TargetGroup, isHttp: boolean): string {
  const isLambda = targetType === 'lambda';
  const checkProtocol = protocol === 'HTTP' || protocol === 'HTTPS' ? protocol : 'TCP';
  return (
    element('HealthCheckProtocol', isLambda ? null : checkProtocol) +
    element('HealthCheckPort', isLambda ? null : 'traffic-port') +
    element('HealthCheckEnabled', !isLambda) +
    element('HealthCheckIntervalSeconds', isLambda ? 35 : 30) +
    element('HealthCheckTimeoutSeconds', isLambda ? 30 : isHttp ? 5 : 10) +
    element('HealthyThresholdCount', 5) +
    element('UnhealthyThresholdCount', 2) +
    element('HealthCheckPath', isHttp ? healthCheckPath : null)
  );
}
