import type { ServiceName } from './clients.ts';

/** The prefix of a service's IAM actions where it is not the service's own name here. */
const prefixes: Readonly<Partial<Record<ServiceName, string>>> = {
  elb: 'elasticloadbalancing',
  elbv2: 'elasticloadbalancing',
};

/** Operations whose IAM action is named otherwise. https://docs.aws.amazon.com/service-authorization/, read 2026-11-20. */
const actions: Readonly<Record<string, string>> = {
  's3:ListBuckets': 's3:ListAllMyBuckets',
  's3:DeleteBucketTagging': 's3:PutBucketTagging',
};

/** An operation as people know it, for example `ec2:DescribeInstances`. */
export function toAction(service: ServiceName, operation: string): string {
  return `${prefixes[service] ?? service}:${operation}`;
}

/** The IAM action that an operation needs. */
export function toPermission(service: ServiceName, operation: string): string {
  const action = toAction(service, operation);
  return actions[action] ?? action;
}
