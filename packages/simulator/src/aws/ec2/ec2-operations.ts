import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall } from '../frame/service.ts';
import { rebootInstances, startInstances, stopInstances, terminateInstances } from './change-instance-state.ts';
import { createTags, deleteTags } from './change-tags.ts';
import { describeAddresses } from './describe-addresses.ts';
import { describeAvailabilityZones } from './describe-availability-zones.ts';
import { describeImages } from './describe-images.ts';
import { describeInstanceStatus } from './describe-instance-status.ts';
import { describeInstanceTypes } from './describe-instance-types.ts';
import { describeInstances } from './describe-instances.ts';
import { describeNatGateways } from './describe-nat-gateways.ts';
import { describeSecurityGroups, describeSubnets, describeVpcs } from './describe-network.ts';
import { describeRegions } from './describe-regions.ts';
import { describeSnapshots } from './describe-snapshots.ts';
import { describeTags } from './describe-tags.ts';
import { describeVolumes } from './describe-volumes.ts';
import { refuseDryRun } from './dry-run.ts';
import { describeInstanceAttribute, modifyInstanceAttribute } from './instance-attributes.ts';
import { runInstances } from './run-instances.ts';

/** Answers the XML after the `<requestId>`. */
export type Ec2Operation = (call: AwsCall, parameters: QueryParameters) => string;

const reads: Readonly<Record<string, Ec2Operation>> = {
  DescribeAddresses: describeAddresses,
  DescribeAvailabilityZones: describeAvailabilityZones,
  DescribeImages: describeImages,
  DescribeInstanceAttribute: describeInstanceAttribute,
  DescribeInstances: describeInstances,
  DescribeInstanceStatus: describeInstanceStatus,
  DescribeInstanceTypes: describeInstanceTypes,
  DescribeNatGateways: describeNatGateways,
  DescribeRegions: describeRegions,
  DescribeSecurityGroups: describeSecurityGroups,
  DescribeSnapshots: describeSnapshots,
  DescribeSubnets: describeSubnets,
  DescribeTags: describeTags,
  DescribeVolumes: describeVolumes,
  DescribeVpcs: describeVpcs,
};

/** Each refuses a dry run itself, between checking and changing. */
const changes: Readonly<Record<string, Ec2Operation>> = {
  CreateTags: createTags,
  DeleteTags: deleteTags,
  ModifyInstanceAttribute: modifyInstanceAttribute,
  RebootInstances: rebootInstances,
  RunInstances: runInstances,
  StartInstances: startInstances,
  StopInstances: stopInstances,
  TerminateInstances: terminateInstances,
};

export const ec2Operations: ReadonlyMap<string, Ec2Operation> = new Map([
  ...Object.entries(reads).map(([name, read]): [string, Ec2Operation] => [name, refusingDryRun(read)]),
  ...Object.entries(changes),
]);

function refusingDryRun(read: Ec2Operation): Ec2Operation {
  return (call, parameters) => {
    const answer = read(call, parameters);
    refuseDryRun(parameters);
    return answer;
  };
}
