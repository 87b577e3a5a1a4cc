import { createHash } from 'node:crypto';
import { begin } from '../../estate/transition.ts';
import type { Instance } from '../estate/instance.ts';
import { settleRegion } from '../estate/settle-region.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { usualTransitionMs } from './change-instance-state.ts';
import { reservationXml } from './describe-instances.ts';
import { refuseDryRun } from './dry-run.ts';
import { launchInstance } from './launch-instance.ts';
import { readLaunchRequest } from './launch-request.ts';
import { startableCount } from './vcpu-limit.ts';

/** Launches instances. A call with the token of an earlier one answers what that one launched, if its parameters are the
 * same; docs.aws.amazon.com/ec2/latest/devguide/ec2-api-idempotency.html, 2026-11-20. */
export function runInstances(call: AwsCall, parameters: QueryParameters): string {
  const { region, nowMs } = call;
  settleRegion(region, nowMs);
  const request = readLaunchRequest(call, parameters);
  const digest = parametersDigest(parameters);
  const repeated = request.clientToken === null ? undefined : region.idempotentCalls.get(tokenKey(request.clientToken));
  if (repeated !== undefined) {
    if (repeated.parametersDigest !== digest) {
      throw new AwsError(
        'IdempotentParameterMismatch',
        'Arguments on this idempotent request are inconsistent with arguments used in previous request(s).',
      );
    }
    const launched = repeated.resourceIds.flatMap((id) => region.instances.get(id) ?? []);
    return reservationXml(call, launched[0]?.reservationId ?? region.ids.ec2('r'), launched);
  }
  const count = startableCount(
    region,
    Array.from({ length: request.maxCount }, () => request.instanceType),
  );
  if (count < request.minCount) {
    throw new AwsError(
      'VcpuLimitExceeded',
      `You have requested more vCPU capacity than your current vCPU limit of ${region.vcpuLimit} allows for the instance bucket that the specified instance type belongs to.`,
    );
  }
  refuseDryRun(parameters);
  const reservationId = region.ids.ec2('r');
  const launched = Array.from({ length: count }, (_, launchIndex): Instance => {
    const instance = launchInstance(call, request, { reservationId, launchIndex });
    begin(instance, 'pending', 'running', nowMs, call.effects.transitionMs(usualTransitionMs.pending));
    return instance;
  });
  if (request.clientToken !== null) {
    const resourceIds = launched.map(({ id }) => id);
    region.idempotentCalls.set(tokenKey(request.clientToken), { parametersDigest: digest, resourceIds });
  }
  return reservationXml(call, reservationId, launched);
}

function tokenKey(clientToken: string): string {
  return `RunInstances/${clientToken}`;
}

function parametersDigest(parameters: QueryParameters): string {
  const compared = parameters.entries().filter(([name]) => name !== 'DryRun');
  return createHash('sha256').update(JSON.stringify(compared)).digest('hex');
}
