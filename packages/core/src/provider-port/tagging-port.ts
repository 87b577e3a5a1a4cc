import type { Tags } from '../inventory/resource.ts';
import type { CallContext } from './call-context.ts';

export interface TaggableRef {
  readonly region: string;
  readonly resourceType: string;
  readonly nativeId: string;
}

/** Tags of any resource that takes them. Both methods are idempotent; reads may lag behind. */
export interface TaggingPort {
  /**
   * Adds the tags and overwrites those of the same key; others stay.
   * @throws ProviderError `not_found`, `invalid` (reserved key, too many tags), `forbidden`.
   */
  setTags(ref: TaggableRef, tags: Tags, context: CallContext): Promise<void>;

  /** Removes the tags with these keys; a key that is absent is no error. Errors as for `setTags`. */
  removeTags(ref: TaggableRef, keys: readonly string[], context: CallContext): Promise<void>;
}
