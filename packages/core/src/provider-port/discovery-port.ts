import type { Resource } from '../inventory/resource.ts';
import type { CallContext } from './call-context.ts';

/** Who the credentials belong to. */
export interface AccountIdentity {
  readonly account: string;
  /** The caller as the provider names it, for example an ARN. */
  readonly principal: string;
}

export interface ProviderRegion {
  readonly name: string;
  /** Whether this account may use it. */
  readonly enabled: boolean;
}

/** What an adapter reports of a resource: its connection and uid are the scan's to add. */
export type DiscoveredResource = Omit<Resource, 'uid' | 'connection'>;

/** Part of an answer. Pages hold at most a few hundred resources so that a scan needs little memory. */
export interface DiscoveredPage {
  readonly resources: readonly DiscoveredResource[];
  /** What could not be read about resources of this page (say, the tags of a bucket); the unit ends partial with these. */
  readonly problems?: readonly Error[];
}

/** Finds what exists. Every method is a read: repeating it is harmless, and what it answers may be a little old. */
export interface DiscoveryPort {
  /**
   * Asks the provider who the caller is.
   * @throws ProviderError `unauthenticated` when there are no credentials, or wrong or expired ones.
   */
  readIdentity(context: CallContext): Promise<AccountIdentity>;

  /**
   * All regions of the provider, also those that this account has not enabled.
   * @throws ProviderError `forbidden` with the permission that is missing.
   */
  listRegions(context: CallContext): Promise<readonly ProviderRegion[]>;

  /**
   * Streams everything of one type in one region (`global` for global types), page after page. Ending normally means
   * that all of it was read and every problem was reported; throwing means that what came before stands, but more may
   * exist. Nothing is reported twice unless the provider itself does.
   * @throws ProviderError `forbidden`, `unauthenticated`, `unavailable` (also a malformed reply), `rate_limited` after
   *   all retries.
   */
  discover(
    unit: { readonly region: string; readonly resourceType: string },
    context: CallContext,
  ): AsyncIterable<DiscoveredPage>;
}
