import { z } from 'zod';

/** ISO 8601 in UTC, for example 2026-11-20T08:30:00.000Z. */
export const timestamp = z.iso.datetime().meta({ id: 'Timestamp', examples: ['2026-11-20T08:30:00.000Z'] });

export const stringMap = z.record(z.string(), z.string());
export const countMap = z.record(z.string(), z.int().nonnegative());

/** A list in a query string: repeated (`region=a&region=b`) or comma-separated. */
export const queryList = z
  .union([z.string(), z.array(z.string())])
  .transform((value) =>
    (Array.isArray(value) ? value : [value]).flatMap((part) => part.split(',')).filter((part) => part !== ''),
  )
  .optional();

/** A flag in a query string. */
export const queryFlag = z
  .enum(['true', 'false'])
  .transform((value) => value === 'true')
  .optional();

/** Narrows what a request is about. All given conditions must hold. */
export const inventoryFilter = z.object({
  selector: queryList.meta({
    description: 'Infra selectors such as `aws/us-*` or `!aws/me-south-1`; exclusions always win.',
  }),
  provider: queryList.meta({ description: 'Provider ids or display names.' }),
  region: queryList,
  type: queryList.meta({ description: 'Resource type ids or display names, for example `ec2`.' }),
  status: queryList,
  tag: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => (Array.isArray(value) ? value : [value]))
    .optional()
    .meta({
      description:
        '`key` (has the tag), `key=value`, or `!key` (lacks it). Repeat for several. A backslash takes the meaning from a `=`, `!` or backslash in a key.',
    }),
  connection: queryList,
});
export type InventoryFilter = z.input<typeof inventoryFilter>;
