import type { IdSource } from '../../ids.ts';
import type { Address } from './address.ts';
import type { Database } from './database.ts';
import type { DatabaseCluster } from './database-cluster.ts';
import type { Image } from './image.ts';
import type { Instance } from './instance.ts';
import type { KubernetesCluster } from './kubernetes-cluster.ts';
import type { LambdaFunction } from './lambda-function.ts';
import type { LoadBalancer } from './load-balancer.ts';
import type { NatGateway } from './nat-gateway.ts';
import type { Snapshot } from './snapshot.ts';
import type { TargetGroup } from './target-group.ts';
import type { Volume } from './volume.ts';

export type OptInStatus = 'opt-in-not-required' | 'opted-in' | 'not-opted-in';

export interface Subnet {
  readonly id: string;
  readonly zone: string;
  readonly cidrBlock: string;
}

/** The region's default VPC, which every resource lives in. */
export interface Network {
  readonly vpcId: string;
  readonly cidrBlock: string;
  readonly subnets: readonly [Subnet, ...Subnet[]];
  readonly securityGroupId: string;
}

/** A call that was made with an idempotency token. */
export interface IdempotentCall {
  /** Digest of the parameters; a repetition must have the same. */
  readonly parametersDigest: string;
  readonly resourceIds: readonly string[];
}

export interface AwsRegion {
  readonly name: string;
  readonly optInStatus: OptInStatus;
  readonly network: Network;
  readonly ids: IdSource;
  /** The estate's creation order, over all regions and types. */
  nextSequence(): number;
  readonly accountId: string;
  /** vCPUs that instances which are not stopped may have together. */
  readonly vcpuLimit: number;
  /** What calls with an idempotency token made, by operation and token. */
  readonly idempotentCalls: Map<string, IdempotentCall>;
  /** Each store is keyed by the id or name that its API calls take. */
  readonly images: Map<string, Image>;
  readonly instances: Map<string, Instance>;
  readonly volumes: Map<string, Volume>;
  readonly snapshots: Map<string, Snapshot>;
  readonly addresses: Map<string, Address>;
  readonly natGateways: Map<string, NatGateway>;
  readonly databases: Map<string, Database>;
  readonly databaseClusters: Map<string, DatabaseCluster>;
  readonly kubernetesClusters: Map<string, KubernetesCluster>;
  readonly functions: Map<string, LambdaFunction>;
  readonly loadBalancers: Map<string, LoadBalancer>;
  readonly targetGroups: Map<string, TargetGroup>;
}

/** What building a resource from its entry in an estate file may look at. */
export interface BuildContext {
  readonly region: AwsRegion;
  /** Simulated time at the start, which ages count from. */
  readonly startMs: number;
}

/** The subnet of a zone, or the nth one in turn when the entry names none. */
export function subnetFor(network: Network, zone: string | undefined, n: number): Subnet {
  const named = network.subnets.find((subnet) => subnet.zone === zone);
  return named ?? network.subnets[n % network.subnets.length] ?? network.subnets[0];
}

export function arn(service: string, region: string, accountId: string, resource: string): string {
  return `arn:aws:${service}:${region}:${accountId}:${resource}`;
}
