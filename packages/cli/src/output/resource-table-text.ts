import type { ResourceDto } from '@tradewind/api';
import { toResourceTable } from '../views/resource-view.ts';
import type { Palette } from './palette.ts';
import { layOut, renderHeader, renderRow, type TableLayout } from './render-table.ts';

/** A table of more resources than fit into memory. Its first page decides which columns there are and how wide. */
export async function* toResourceTableText(
  pages: AsyncIterable<readonly ResourceDto[]>,
  settings: { readonly width: number; readonly paint: Palette },
): AsyncGenerator<string> {
  const { width, paint } = settings;
  let layout: TableLayout | null = null;
  let showsProvider = false;
  for await (const page of pages) {
    if (page.length === 0) continue;
    if (layout === null) showsProvider = new Set(page.map(({ provider }) => provider)).size > 1;
    const table = toResourceTable(page, { width, showsProvider });
    const lines: string[] = [];
    if (layout === null) {
      layout = layOut(table, width);
      lines.push(...renderHeader(layout, paint));
    }
    for (const row of table.rows) lines.push(...renderRow(layout, row, paint));
    yield lines.map((line) => `${line}\n`).join('');
  }
}
