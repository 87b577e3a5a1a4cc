import type { AwsRegion } from '../estate/region.ts';
import type { Target, TargetGroup } from '../estate/target-group.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import {
  loadBalancersOf,
  selectAll,
  targetGroupNotFound,
  visibleLoadBalancers,
  visibleTargetGroups,
} from './find-elb-resources.ts';

interface Health {
  readonly state: Target['health'];
  readonly reason: string | null;
  readonly description: string | null;
}

export function describeTargetHealth(call: AwsCall, parameters: QueryParameters): string {
  const arn = parameters.get('TargetGroupArn') ?? '';
  // Instances and load balancers decide the health, so they have to be up to date.
  visibleLoadBalancers(call);
  const [group] = selectAll(visibleTargetGroups(call), 'arn', [arn], targetGroupNotFound);
  if (group === undefined) throw targetGroupNotFound();
  const wanted = parameters.structures('Targets').map((target) => target.get('Id') ?? '');
  const unknown = wanted.find((id) => !group.targets.some((target) => target.id === id));
  if (unknown !== undefined)
    throw new AwsError('InvalidTarget', `The following targets are not in the target group: '${unknown}'`);
  const targets = group.targets.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  const members = targets.map((target) => targetXml(target, healthOf(target, group, call.region)));
  return xmlList('TargetHealthDescriptions', members, 'member');
}

function targetXml({ id, port, zone }: Target, { state, reason, description }: Health): string {
  const target = element('Id', id) + element('Port', port) + element('AvailabilityZone', zone);
  const health = element('State', state) + element('Reason', reason) + element('Description', description);
  return (
    `<Target>${target}</Target>${element('HealthCheckPort', port === null ? null : String(port))}` +
    `<TargetHealth>${health}</TargetHealth>`
  );
}

/** The words of a health that the estate gives. */
const reasons: Readonly<Record<Target['health'], readonly [reason: string | null, description: string | null]>> = {
  healthy: [null, null],
  initial: ['Elb.RegistrationInProgress', 'Target registration is in progress'],
  unhealthy: ['Target.FailedHealthChecks', 'Health checks failed'],
  unused: ['Target.NotInUse', 'Target group is not configured to receive traffic from the load balancer'],
  draining: ['Target.DeregistrationInProgress', 'Target deregistration is in progress'],
  unavailable: ['Target.HealthCheckDisabled', 'Health checks are not enabled for this target'],
};

/** What no load balancer forwards to is not checked, and an instance that does not run is not used. */
function healthOf(target: Target, group: TargetGroup, region: AwsRegion): Health {
  const instanceState = region.instances.get(target.id)?.state ?? 'running';
  if (instanceState !== 'running') {
    const description = `Target is in the ${instanceState} state`;
    return { state: 'unused', reason: 'Target.InvalidState', description };
  }
  const state = loadBalancersOf(region, group).length === 0 ? 'unused' : target.health;
  const [reason, description] = reasons[state];
  return { state, reason, description };
}
