import { wholeSecond } from '../../estate/moment.ts';
import { begin } from '../../estate/transition.ts';
import { userInitiatedReason, userShutdown, type Instance, type InstanceState } from '../estate/instance.ts';
import { settleRegion } from '../estate/settle-region.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { element, xmlList } from '../frame/xml.ts';
import { refuseDryRun } from './dry-run.ts';
import { findInstances } from './find-instances.ts';
import { instanceStateXml } from './instance-states.ts';
import { refuseOverVcpuLimit } from './vcpu-limit.ts';

/** Usual lengths of the transitions, in simulated ms: the short end of what EC2 takes. */
export const usualTransitionMs = { pending: 5000, stopping: 8000, 'shutting-down': 8000 } as const;

export function startInstances(call: AwsCall, parameters: QueryParameters): string {
  return changeStates(call, parameters, {
    check: (instance) => refuseUnless(instance, ['stopped', 'pending', 'running'], 'started'),
    checkAll: (instances) => {
      const starting = instances.filter(({ state }) => state === 'stopped');
      refuseOverVcpuLimit(
        call.region,
        starting.map(({ instanceType }) => instanceType),
      );
    },
    change: (instance) => {
      if (instance.state !== 'stopped') return;
      begin(instance, 'pending', 'running', call.nowMs, call.effects.transitionMs(usualTransitionMs.pending));
      instance.launchedAtMs = wholeSecond(call.nowMs);
      instance.stateReason = null;
      instance.stateTransitionReason = '';
    },
  });
}

export function stopInstances(call: AwsCall, parameters: QueryParameters): string {
  return changeStates(call, parameters, {
    check: (instance) => {
      refuseUnless(instance, ['running', 'stopping', 'stopped'], 'stopped');
      if (instance.spot) {
        const message = `You can't stop the Spot Instance '${instance.id}' because it is associated with a one-time Spot Instance request.`;
        throw new AwsError('UnsupportedOperation', message);
      }
    },
    change: (instance) => {
      if (instance.state !== 'running') return;
      begin(instance, 'stopping', 'stopped', call.nowMs, call.effects.transitionMs(usualTransitionMs.stopping));
      markShutdown(instance, call.nowMs);
    },
  });
}

/** Terminating what is terminated already succeeds, as long as EC2 still shows it. */
export function terminateInstances(call: AwsCall, parameters: QueryParameters): string {
  return changeStates(call, parameters, {
    check: ({ id, terminationProtection, state }) => {
      if (!terminationProtection || state === 'terminated') return;
      const message = `The instance '${id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`;
      throw new AwsError('OperationNotPermitted', message);
    },
    change: (instance) => {
      if (instance.state === 'terminated' || instance.state === 'shutting-down') return;
      const durationMs = call.effects.transitionMs(usualTransitionMs['shutting-down']);
      begin(instance, 'shutting-down', 'terminated', call.nowMs, durationMs);
      markShutdown(instance, call.nowMs);
    },
  });
}

export function rebootInstances(call: AwsCall, parameters: QueryParameters): string {
  for (const instance of namedInstances(call, parameters)) refuseUnless(instance, ['running'], 'rebooted');
  refuseDryRun(parameters);
  return '<return>true</return>';
}

interface StateChange {
  readonly check: (instance: Instance) => void;
  readonly checkAll?: (instances: readonly Instance[]) => void;
  readonly change: (instance: Instance) => void;
}

/** Checks all instances before it changes one: EC2 changes all of a call's or none. */
function changeStates(call: AwsCall, parameters: QueryParameters, { check, checkAll, change }: StateChange): string {
  const instances = namedInstances(call, parameters);
  for (const instance of instances) check(instance);
  checkAll?.(instances);
  refuseDryRun(parameters);
  const items = instances.map((instance) => {
    const previous = instance.state;
    change(instance);
    return (
      element('instanceId', instance.id) +
      instanceStateXml('currentState', instance.state) +
      instanceStateXml('previousState', previous)
    );
  });
  // With transitions of no length the next read must not see the old state.
  settleRegion(call.region, call.nowMs);
  return xmlList('instancesSet', items);
}

function namedInstances(call: AwsCall, parameters: QueryParameters): readonly Instance[] {
  settleRegion(call.region, call.nowMs);
  const ids = parameters.list('InstanceId');
  if (ids.length === 0) throw new AwsError('MissingParameter', 'The request must contain the parameter InstanceId');
  return findInstances(call, ids);
}

function refuseUnless({ id, state }: Instance, allowed: readonly InstanceState[], done: string): void {
  if (allowed.includes(state)) return;
  const message = `The instance '${id}' is not in a state from which it can be ${done}.`;
  throw new AwsError('IncorrectInstanceState', message);
}

function markShutdown(instance: Instance, nowMs: number): void {
  instance.stateReason = userShutdown;
  instance.stateTransitionReason = userInitiatedReason(nowMs);
}
