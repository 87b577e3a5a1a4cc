import type { ProviderId } from './provider.ts';

export const serviceTypes = [
  'compute',
  'storage',
  'database',
  'networking',
  'security',
  'ai_ml',
  'analytics',
  'monitoring',
  'container',
  'serverless',
] as const;

export type ServiceType = (typeof serviceTypes)[number];

/** What a resource is, whatever its cloud calls it. Reports and findings speak of kinds, never of vendors' types. */
export const resourceKinds = [
  'instance',
  'volume',
  'snapshot',
  'address',
  'bucket',
  'database',
  'database_cluster',
  'kubernetes_cluster',
  'function',
  'load_balancer',
  'nat_gateway',
] as const;

export type ResourceKind = (typeof resourceKinds)[number];

/** One resource type of one provider, as its adapter describes it. */
export interface ResourceTypeDescriptor {
  /** Lower-case id, unique within the provider, for example `ec2`. */
  readonly id: string;
  readonly provider: ProviderId;
  readonly kind: ResourceKind;
  readonly serviceType: ServiceType;
  /** The provider's own short name, for people and the documented reports, for example `EC2`. */
  readonly displayName: string;
  /** `global` types are listed once per account and stand under the region `global`. */
  readonly scope: 'regional' | 'global';
}

/** The region of resources that have none. */
export const globalRegion = 'global';
