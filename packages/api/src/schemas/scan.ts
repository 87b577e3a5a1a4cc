import { z } from 'zod';
import { timestamp } from './common.ts';

export const createScanRequest = z
  .object({
    connections: z.array(z.string()).optional().meta({ description: 'Names of connections; all when left out.' }),
    providers: z.array(z.string()).optional(),
    regions: z.array(z.string()).optional().meta({
      description:
        'Regions to scan; those of the configuration when left out, and all enabled ones when it names none.',
    }),
    types: z.array(z.string()).optional(),
    selectors: z.array(z.string()).optional(),
    unit_deadline_s: z.number().positive().max(3600).optional().meta({
      description: 'Longest time for one region and type, in seconds; then what was found stands as partial.',
    }),
  })
  .strict()
  .meta({ id: 'CreateScanRequest' });
export type CreateScanRequest = z.infer<typeof createScanRequest>;

/** One row of the scan ledger: how one (connection, region, resource type) ended. */
export const ledgerEntry = z
  .object({
    connection: z.string(),
    provider: z.string().meta({ description: 'Display name.', examples: ['AWS'] }),
    account: z.string().nullable(),
    region: z.string(),
    resource_type: z.string().meta({ description: 'Short name of the type.', examples: ['EC2'] }),
    type_id: z.string(),
    outcome: z.enum(['complete', 'partial', 'failed', 'skipped']),
    reason_code: z.string().nullable(),
    reason: z.string().nullable(),
    resources: z.int(),
    calls: z.int(),
    retries: z.int(),
    throttled: z.int(),
    started_at: timestamp.nullable(),
    finished_at: timestamp.nullable(),
  })
  .meta({ id: 'LedgerEntry' });
export type LedgerEntryDto = z.infer<typeof ledgerEntry>;

export const scanStatus = z.enum(['running', 'complete', 'partial', 'failed', 'cancelled']).meta({ id: 'ScanStatus' });

export const scan = z
  .object({
    id: z.string(),
    status: scanStatus,
    started_at: timestamp,
    finished_at: timestamp.nullable(),
    request: createScanRequest,
    resources: z.int().meta({ description: 'Resources found, over all units.' }),
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    units: z.object({ total: z.int(), complete: z.int(), partial: z.int(), failed: z.int(), skipped: z.int() }),
    problem: z.string().nullable().meta({ description: 'What stopped the scan as a whole, or null.' }),
  })
  .meta({ id: 'Scan' });
export type ScanDto = z.infer<typeof scan>;

export const scanWithLedger = scan.extend({ ledger: z.array(ledgerEntry) }).meta({ id: 'ScanWithLedger' });
export type ScanWithLedgerDto = z.infer<typeof scanWithLedger>;

export const listScansQuery = z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) });
export const scanList = z.object({ scans: z.array(scan) }).meta({ id: 'ScanList' });

/** One server-sent event of a running scan. The first is always `snapshot`, the last `finished`. */
export const scanEvent = z
  .discriminatedUnion('event', [
    z.object({ event: z.literal('snapshot'), scan }),
    z.object({
      event: z.literal('progress'),
      units_done: z.int(),
      units_total: z.int(),
      resources: z.int(),
      calls: z.int(),
      throttled: z.int(),
    }),
    z.object({ event: z.literal('unit'), entry: ledgerEntry }),
    z.object({ event: z.literal('finished'), scan }),
  ])
  .meta({ id: 'ScanEvent' });
export type ScanEventDto = z.infer<typeof scanEvent>;
