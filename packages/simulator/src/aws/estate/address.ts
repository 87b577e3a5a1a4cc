import { z } from 'zod';
import { momentSchema, momentToMs } from '../../estate/moment.ts';
import { tagsSchema, toTags, type ResourceBase } from '../../estate/resource.ts';
import { publicIpFrom } from './instance.ts';
import type { BuildContext } from './region.ts';

export const addressEntrySchema = z.strictObject({
  id: z
    .string()
    .regex(/^eipalloc-[0-9a-f]{8,17}$/)
    .optional()
    .describe('allocation id'),
  name: z.string().optional().describe('sets the tag Name'),
  public_ip: z.ipv4().optional(),
  instance: z.string().optional().describe('id or name of the instance of this region that it is associated with'),
  created_at: momentSchema.optional().describe('default 30 days before the start; EC2 does not answer it'),
  tags: tagsSchema.optional(),
});

export interface AddressAssociation {
  readonly id: string;
  readonly instanceId: string | null;
  readonly networkInterfaceId: string;
  readonly privateIp: string;
}

/** An Elastic IP address. */
export interface Address extends ResourceBase {
  readonly id: string;
  readonly publicIp: string;
  association: AddressAssociation | null;
}

/** Builds an address; one that names an instance becomes that instance's public address. */
export function buildAddress(entry: z.infer<typeof addressEntrySchema>, { region, startMs }: BuildContext): Address {
  const { ids } = region;
  const publicIp = entry.public_ip ?? publicIpFrom(ids.ipv4('elastic-ip'));
  const instance =
    entry.instance === undefined
      ? undefined
      : [...region.instances.values()].find(
          ({ id, tags }) => id === entry.instance || tags.get('Name') === entry.instance,
        );
  const id = entry.id ?? ids.ec2('eipalloc');
  if (instance !== undefined) {
    instance.publicIp = publicIp;
    instance.elasticIpId = id;
  }
  return {
    id,
    sequence: region.nextSequence(),
    createdAtMs: momentToMs(entry.created_at ?? { age: '30d' }, startMs),
    visibleFromMs: 0,
    tags: toTags(entry.tags, entry.name),
    publicIp,
    association:
      instance === undefined
        ? null
        : {
            id: ids.ec2('eipassoc'),
            instanceId: instance.id,
            networkInterfaceId: instance.networkInterfaceId,
            privateIp: instance.privateIp,
          },
  };
}
