/** What an identity must be allowed to do for one resource type, in the provider's own names of permissions. */
export interface TypePermissions {
  /** To find all resources of the type with their facts and tags. */
  readonly discover: readonly string[];
  /** To set and remove tags. */
  readonly tag: readonly string[];
}

/** What an identity must be allowed to do, to check it, to say what is missing, and to write it down. */
export interface ProviderPermissions {
  /** Besides those of the types: to list the regions when none are configured. */
  readonly account: readonly string[];
  /** To make, start, stop and terminate machines. */
  readonly compute: readonly string[];
  /** By the id of the resource type. */
  readonly types: Readonly<Record<string, TypePermissions>>;
}
