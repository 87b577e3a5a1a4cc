import type { ContractOperation } from '../../contract/test-support/contract-world.ts';

/** What AWS calls the operations that the contract speaks of. */
export const awsOperations: Readonly<
  Record<ContractOperation, { readonly service: string; readonly operation: string }>
> = {
  create_instance: { service: 'ec2', operation: 'RunInstances' },
  list_instances: { service: 'ec2', operation: 'DescribeInstances' },
  read_identity: { service: 'sts', operation: 'GetCallerIdentity' },
};
