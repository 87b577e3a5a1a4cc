import { z } from 'zod';
import { inventoryFilter, stringMap, timestamp } from './common.ts';

/** A resource on the wire, in files and in `-o json`: the documented CloudResource, with more keys. */
export const resource = z
  .object({
    uid: z.string().meta({ examples: ['aws/123456789012/us-east-1/ec2/i-0abc'] }),
    provider: z.string().meta({ description: 'Display name of the provider.', examples: ['AWS'] }),
    resource_type: z.string().meta({ description: 'Short name of the type.', examples: ['EC2'] }),
    resource_id: z.string().meta({ description: 'The id that the provider gave.', examples: ['i-0abc'] }),
    region: z.string().meta({ description: "The provider's region, or `global`." }),
    status: z.string(),
    tags: stringMap,
    created_at: timestamp.nullable(),
    name: z.string().nullable(),
    provider_id: z.string().meta({ examples: ['aws'] }),
    type_id: z.string().meta({ examples: ['ec2'] }),
    kind: z.string().meta({ examples: ['instance'] }),
    service_type: z.string().meta({ examples: ['compute'] }),
    account: z.string(),
    connection: z.string(),
    provider_status: z.string().nullable(),
    attributes: z.record(z.string(), z.unknown()),
    first_seen_at: timestamp.meta({ description: 'When a scan first found it.' }),
    changed_at: timestamp.meta({ description: 'When a scan last found it changed.' }),
    seen_at: timestamp.meta({ description: 'When it was last confirmed to exist.' }),
    stale: z.boolean().meta({
      description: 'The last scan could not confirm it: its unit did not complete, so this is the last known state.',
    }),
  })
  .meta({ id: 'Resource' });
export type ResourceDto = z.infer<typeof resource>;

export const listResourcesQuery = inventoryFilter.extend({
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  cursor: z.string().optional().meta({ description: '`next_cursor` of the page before.' }),
  at: timestamp.optional().meta({ description: 'The inventory as it was known then; now when left out.' }),
  stale: z.enum(['true', 'false']).optional(),
  resource_id: z.string().min(1).optional().meta({ description: 'The id that the provider gave.' }),
});

export const resourcePage = z
  .object({ resources: z.array(resource), total: z.int(), next_cursor: z.string().nullable() })
  .meta({ id: 'ResourcePage' });
export type ResourcePageDto = z.infer<typeof resourcePage>;

/** What was known of a resource from `valid_from` until `valid_to` (null: still so). */
export const resourceInterval = z
  .object({
    valid_from: timestamp,
    valid_to: timestamp.nullable(),
    scan_id: z.string(),
    name: z.string().nullable(),
    status: z.string(),
    provider_status: z.string().nullable(),
    tags: stringMap,
    attributes: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'ResourceInterval' });

export const resourceDetail = z
  .object({
    resource: resource.nullable().meta({ description: 'Null when it no longer exists.' }),
    history: z.array(resourceInterval).meta({ description: 'Oldest first.' }),
  })
  .meta({ id: 'ResourceDetail' });
export type ResourceDetailDto = z.infer<typeof resourceDetail>;

export const diffQuery = inventoryFilter.omit({ status: true, tag: true }).extend({
  from: z
    .string()
    .optional()
    .meta({ description: 'A scan id or a timestamp; the scan before the last when left out.' }),
  to: z.string().optional().meta({ description: 'A scan id or a timestamp; the last scan when left out.' }),
});

export const resourceReference = resource.pick({
  uid: true,
  provider: true,
  resource_type: true,
  resource_id: true,
  region: true,
  name: true,
});

export type ResourceReferenceDto = z.infer<typeof resourceReference>;

/** A side on which the field does not exist is left out; null is a value. */
export const fieldChange = z.object({
  field: z.string().meta({ examples: ['tags.Owner'] }),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});

export const resourceDiff = z
  .object({
    from: timestamp,
    to: timestamp,
    added: z.array(
      resourceReference.extend({
        confirmed: z.boolean().meta({
          description: 'False: the earlier scan had not read everything there, so it may have existed before.',
        }),
      }),
    ),
    removed: z.array(resourceReference),
    changed: z.array(resourceReference.extend({ changes: z.array(fieldChange) })),
    unconfirmed: z.array(resourceReference).meta({
      description: 'Not found, but their unit did not complete: they may still exist.',
    }),
  })
  .meta({ id: 'ResourceDiff' });
export type ResourceDiffDto = z.infer<typeof resourceDiff>;
