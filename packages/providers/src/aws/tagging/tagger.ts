import type { CallContext, TaggableRef, Tags } from '@tradewind/core';
import type { IdentityLookup } from '../identity.ts';
import type { AwsSession } from '../session.ts';
import type { Turns } from './turns.ts';

export interface TaggingScope {
  readonly session: AwsSession;
  readonly identity: IdentityLookup;
  readonly turns: Turns;
  /** For resources that belong to no region. */
  homeRegion(): Promise<string>;
}

/** How one service changes tags; called with at least one tag or key. */
export interface Tagger {
  set(scope: TaggingScope, ref: TaggableRef, tags: Tags, context: CallContext): Promise<void>;
  remove(scope: TaggingScope, ref: TaggableRef, keys: readonly string[], context: CallContext): Promise<void>;
}

export function toTagList(tags: Tags): { Key: string; Value: string }[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}
