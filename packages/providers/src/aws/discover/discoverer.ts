import type { CallContext, DiscoveredPage } from '@tradewind/core';
import type { AwsSession } from '../session.ts';
import type { Owner } from '../to-domain/resource.ts';

/** What a discoverer is given: one resource type in one region. */
export interface DiscoveryScope {
  readonly session: AwsSession;
  readonly region: string;
  /** Resources asked for per call, where the service lets one choose; null for the most that it allows. */
  readonly pageSize: number | null;
  /** The account's id is looked up meanwhile: await it only when the first resources are there. */
  owner(): Promise<Owner>;
}

/** Reads all of one type, page by page. */
export type Discoverer = (scope: DiscoveryScope, context: CallContext) => AsyncIterable<DiscoveredPage>;

/** One answer of a paginated operation. */
export interface Page<T> {
  readonly items: T;
  readonly nextToken: string | undefined;
  /** To be called when the items are no longer needed, where large answers take turns. */
  readonly release?: () => void;
}
