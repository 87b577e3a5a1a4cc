import type { ProviderId } from '@tradewind/core';

/** All of one type in one account and region, as the database keeps it. */
export interface Collection {
  readonly id: number;
  readonly provider: ProviderId;
  readonly account: string;
  readonly region: string;
  readonly resourceType: string;
  /** Connection through which it was last scanned. */
  readonly connection: string;
  /** Outcome of the last unit that ended here, or null while the first one runs. */
  readonly lastOutcome: string | null;
  readonly confirmedAt: number | null;
}

/** What every uid of the collection begins with. No part of it contains a slash, so none is the beginning of another. */
export function toUidPrefix(collection: Pick<Collection, 'provider' | 'account' | 'region' | 'resourceType'>): string {
  return `${collection.provider}/${collection.account}/${collection.region}/${collection.resourceType}/`;
}
