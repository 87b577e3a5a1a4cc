import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import type { Transitioning } from '../../estate/transition.ts';
import { privateIpIn, publicIpFrom } from './instance.ts';
import { subnetFor, type BuildContext } from './region.ts';

export const natGatewayEntrySchema = z.strictObject({
  id: z
    .string()
    .regex(/^nat-[0-9a-f]{8,17}$/)
    .optional(),
  name: z.string().optional().describe('sets the tag Name'),
  state: z.enum(['pending', 'failed', 'available', 'deleting', 'deleted']).optional().describe('default available'),
  connectivity: z.enum(['public', 'private']).optional().describe('default public'),
  zone: z.string().optional(),
  created_at: momentSchema.optional().describe('default 30 days before the start'),
  tags: tagsSchema.optional(),
});

export type NatGatewayState = 'pending' | 'failed' | 'available' | 'deleting' | 'deleted';

export interface NatGateway extends ResourceBase, Transitioning<NatGatewayState> {
  readonly id: string;
  readonly subnetId: string;
  readonly connectivity: 'public' | 'private';
  readonly networkInterfaceId: string;
  readonly privateIp: string;
  readonly publicIp: string | null;
  readonly allocationId: string | null;
  readonly associationId: string | null;
}

/** Builds a NAT gateway; a public one has an Elastic IP of its own among the region's addresses. */
export function buildNatGateway(
  entry: z.infer<typeof natGatewayEntrySchema>,
  { region, startMs }: BuildContext,
): NatGateway {
  const { ids } = region;
  const sequence = region.nextSequence();
  const subnet = subnetFor(region.network, entry.zone, sequence);
  const isPublic = entry.connectivity !== 'private';
  const createdAtMs = momentToMs(entry.created_at ?? { age: '30d' }, startMs);
  const gateway: NatGateway = {
    id: entry.id ?? ids.ec2('nat'),
    sequence,
    createdAtMs,
    visibleFromMs: 0,
    tags: toTags(entry.tags, entry.name),
    state: entry.state ?? 'available',
    upcoming: [],
    subnetId: subnet.id,
    connectivity: isPublic ? 'public' : 'private',
    networkInterfaceId: ids.ec2('eni'),
    privateIp: privateIpIn(subnet, ids.ipv4('private-ip')),
    publicIp: isPublic ? publicIpFrom(ids.ipv4('elastic-ip')) : null,
    allocationId: isPublic ? ids.ec2('eipalloc') : null,
    associationId: isPublic ? ids.ec2('eipassoc') : null,
  };
  const { allocationId, associationId, publicIp } = gateway;
  if (allocationId !== null && associationId !== null && publicIp !== null) {
    region.addresses.set(allocationId, {
      id: allocationId,
      sequence: region.nextSequence(),
      createdAtMs,
      visibleFromMs: 0,
      tags: gateway.tags,
      publicIp,
      association: {
        id: associationId,
        instanceId: null,
        networkInterfaceId: gateway.networkInterfaceId,
        privateIp: gateway.privateIp,
      },
    });
  }
  return gateway;
}
