import type { Listener, LoadBalancer } from '../estate/load-balancer.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { validationError } from './elb-errors.ts';
import { pageXml } from './elb-page.ts';
import { loadBalancerNotFound, selectAll, visibleLoadBalancers } from './find-elb-resources.ts';

interface OwnedListener extends Listener {
  readonly loadBalancer: LoadBalancer;
  /** Its place among the listeners of the answer, for the pages. */
  readonly sequence: number;
}

export function describeListeners(call: AwsCall, parameters: QueryParameters): string {
  const loadBalancerArn = parameters.get('LoadBalancerArn');
  const listenerArns = parameters.list('ListenerArns');
  if ((loadBalancerArn === null) === (listenerArns.length === 0)) {
    throw validationError('You must specify either listener ARNs or a load balancer ARN');
  }
  const all = visibleLoadBalancers(call);
  const owners = loadBalancerArn === null ? all : selectAll(all, 'arn', [loadBalancerArn], loadBalancerNotFound);
  const resources = owners
    .flatMap((loadBalancer) => loadBalancer.listeners.map((listener) => ({ ...listener, loadBalancer })))
    .filter(({ arn }) => listenerArns.length === 0 || listenerArns.includes(arn))
    .map((listener, n): OwnedListener => ({ ...listener, sequence: n + 1 }));
  if (resources.length < listenerArns.length) {
    throw new AwsError('ListenerNotFound', 'One or more listeners not found');
  }
  return pageXml(call, parameters, { name: 'Listeners', resources, toXml: listenerXml });
}

function listenerXml({ arn, loadBalancer, port, protocol, targetGroupArn }: OwnedListener): string {
  const isEncrypted = protocol === 'HTTPS' || protocol === 'TLS';
  return (
    element('ListenerArn', arn) +
    element('LoadBalancerArn', loadBalancer.arn) +
    element('Port', port) +
    element('Protocol', protocol) +
    element('SslPolicy', isEncrypted ? 'ELBSecurityPolicy-TLS13-1-2-2021-06' : null) +
    xmlList('DefaultActions', [targetGroupArn === null ? fixedResponseXml() : forwardXml(targetGroupArn)], 'member')
  );
}

function forwardXml(targetGroupArn: string): string {
  const group = `${element('TargetGroupArn', targetGroupArn)}${element('Weight', 1)}`;
  const stickiness = `<TargetGroupStickinessConfig>${element('Enabled', false)}</TargetGroupStickinessConfig>`;
  return (
    element('Type', 'forward') +
    element('TargetGroupArn', targetGroupArn) +
    element('Order', 1) +
    `<ForwardConfig>${xmlList('TargetGroups', [group], 'member')}${stickiness}</ForwardConfig>`
  );
}

function fixedResponseXml(): string {
  const response = `${element('StatusCode', '503')}${element('ContentType', 'text/plain')}`;
  return `${element('Type', 'fixed-response')}${element('Order', 1)}<FixedResponseConfig>${response}</FixedResponseConfig>`;
}
