import type { AwsCall } from '../frame/service.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import { describeInstances } from './describe-instances.ts';
import { describeRegions } from './describe-regions.ts';

/** Answers the XML after the `<requestId>`. */
export type Ec2Operation = (call: AwsCall, parameters: QueryParameters) => string;

export const ec2Operations: ReadonlyMap<string, Ec2Operation> = new Map(
  Object.entries<Ec2Operation>({ DescribeInstances: describeInstances, DescribeRegions: describeRegions }),
);
