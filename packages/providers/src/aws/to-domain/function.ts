import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { DiscoveredResource, FunctionAttributes, ResourceStatus, Tags } from '@tradewind/core';
import { toIsoTime, toResource, type Known, type Owner } from './resource.ts';

const statusByState: ReadonlyMap<string, ResourceStatus> = new Map([
  ['Pending', 'pending'],
  ['Active', 'active'],
  ['Inactive', 'active'],
  ['Failed', 'failed'],
  ['Deleting', 'terminating'],
]);

export function toFunction(
  owner: Owner,
  configuration: FunctionConfiguration,
  tags: Tags | undefined,
): DiscoveredResource {
  const attributes: Known<FunctionAttributes> = {
    runtime: configuration.Runtime ?? null,
    memory_mib: configuration.MemorySize,
    timeout_s: configuration.Timeout,
    architecture: configuration.Architectures?.[0],
    code_size_bytes: configuration.CodeSize,
    last_modified_at: toIsoTime(configuration.LastModified),
  };
  // ListFunctions leaves the state out; what it lists can be called.
  const state = configuration.State ?? null;
  return toResource(owner, {
    resourceType: 'lambda',
    nativeId: configuration.FunctionName,
    name: configuration.FunctionName ?? null,
    status: state === null ? 'active' : (statusByState.get(state) ?? 'unknown'),
    providerStatus: state,
    tags,
    createdAt: undefined,
    attributes,
  });
}
