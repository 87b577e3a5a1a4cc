import type { Client, InventoryFilter, SummaryReportDto } from '@tradewind/api';
import type { FileFormat } from '../output/output-format.ts';
import { toResourceText } from '../output/resource-document.ts';
import { assertScanned, toCoverageNotes } from '../views/coverage-notes.ts';
import { readResourcePages } from './read-resource-pages.ts';

export interface WrittenInventory {
  readonly resources: number;
  readonly coverage: SummaryReportDto['coverage'];
  /** False when another scan ended meanwhile, so that parts of the inventory may be of different times. */
  readonly isConsistent: boolean;
}

export interface InventoryOptions {
  readonly filter: InventoryFilter;
  readonly format: FileFormat;
  readonly write: (text: string) => Promise<void>;
  /** When it is generated. */
  readonly now: Date;
  readonly signal?: AbortSignal;
}

/**
 * The inventory as the documented `cloud_inventory.json` (generated_at, scan with its ledger, summary, resources), or as
 * YAML of the same shape; CSV and Markdown hold the resources alone. Page by page, so it needs little memory.
 */
export async function writeInventory(client: Client, options: InventoryOptions): Promise<WrittenInventory> {
  const { filter, format, write, now, signal } = options;
  const summary = await client.readSummary({ query: filter });
  assertScanned(summary.coverage);
  const scan = await client.readScan({ params: { id: 'latest' } });
  const { pages, count } = readResourcePages(client, filter, null);
  const head = { generated_at: now.toISOString(), scan, summary };
  for await (const text of toResourceText(
    { head, pages, tail: () => ({}), caveats: toCoverageNotes(summary.coverage) },
    format,
  )) {
    signal?.throwIfAborted();
    await write(text);
  }
  const after = await client.readScan({ params: { id: 'latest' } });
  return { resources: count(), coverage: summary.coverage, isConsistent: after.id === scan.id };
}
