import type { AccountIdentity } from '@tradewind/core';

/** Builds the names that the tagging operations of some services want in place of ids. */
export function toArn(
  identity: AccountIdentity,
  place: { readonly service: string; readonly region: string },
  resource: string,
): string {
  // The caller's own name tells the partition: `aws`, `aws-cn`, `aws-us-gov`.
  const partition = identity.principal.split(':')[1] || 'aws';
  return `arn:${partition}:${place.service}:${place.region}:${identity.account}:${resource}`;
}
