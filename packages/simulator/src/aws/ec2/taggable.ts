import { isVisible, type ResourceBase } from '../../estate/resource.ts';
import type { AwsRegion } from '../estate/region.ts';
import type { AwsCall } from '../frame/service.ts';
import { noSuchResource } from './resource-errors.ts';

interface TaggableKind {
  /** The word for it in DescribeTags and in tag specifications. */
  readonly resourceType: string;
  readonly idPrefix: string;
  readonly storeOf: (region: AwsRegion) => ReadonlyMap<string, ResourceBase>;
}

/** What EC2's tag calls reach here. */
export const taggableKinds: readonly TaggableKind[] = [
  { resourceType: 'instance', idPrefix: 'i', storeOf: ({ instances }) => instances },
  { resourceType: 'volume', idPrefix: 'vol', storeOf: ({ volumes }) => volumes },
  { resourceType: 'snapshot', idPrefix: 'snap', storeOf: ({ snapshots }) => snapshots },
  { resourceType: 'elastic-ip', idPrefix: 'eipalloc', storeOf: ({ addresses }) => addresses },
  { resourceType: 'natgateway', idPrefix: 'nat', storeOf: ({ natGateways }) => natGateways },
  { resourceType: 'image', idPrefix: 'ami', storeOf: ({ images }) => images },
];

/** The resource of an id of any kind; throws the error that EC2 has for an unknown id of that kind. */
export function findTaggable({ region, nowMs }: AwsCall, id: string): ResourceBase {
  const prefix = id.split('-')[0] ?? '';
  const resource = taggableKinds
    .find(({ idPrefix }) => idPrefix === prefix)
    ?.storeOf(region)
    .get(id);
  if (resource === undefined || !isVisible(resource, nowMs)) throw noSuchResource(id, prefix);
  return resource;
}
