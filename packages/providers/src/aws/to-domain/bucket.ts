import type { Bucket } from '@aws-sdk/client-s3';
import type { BucketAttributes, DiscoveredResource, Tags } from '@tradewind/core';
import { toResource, type Known, type Owner } from './resource.ts';

export function toBucket(
  owner: Owner,
  bucket: Bucket,
  location: string | undefined,
  tags: Tags | undefined,
): DiscoveredResource {
  const attributes: Known<BucketAttributes> = { location };
  return toResource(owner, {
    resourceType: 's3',
    nativeId: bucket.Name,
    name: bucket.Name ?? null,
    status: 'active',
    providerStatus: null,
    tags,
    createdAt: bucket.CreationDate,
    attributes,
  });
}
