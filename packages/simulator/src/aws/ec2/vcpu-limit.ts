import type { AwsRegion } from '../estate/region.ts';
import { AwsError } from '../frame/aws-error.ts';
import { instanceTypes } from './instance-types.ts';

/** Refuses to start instances of these types when the region would have more vCPUs than its limit. */
export function refuseOverVcpuLimit(region: AwsRegion, startingTypes: readonly string[]): void {
  if (startingTypes.length <= startableCount(region, startingTypes)) return;
  const message = `You have requested more vCPU capacity than your current vCPU limit of ${region.vcpuLimit} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`;
  throw new AwsError('VcpuLimitExceeded', message);
}

/** How many of the instances fit below the limit, in their order. */
export function startableCount(region: AwsRegion, startingTypes: readonly string[]): number {
  let vcpus = 0;
  for (const { state, instanceType } of region.instances.values()) {
    if (state === 'running' || state === 'pending') vcpus += vcpusOf(instanceType);
  }
  const over = startingTypes.findIndex((type) => (vcpus += vcpusOf(type)) > region.vcpuLimit);
  return over < 0 ? startingTypes.length : over;
}

function vcpusOf(instanceType: string): number {
  return instanceTypes.get(instanceType)?.vcpus ?? 2;
}
