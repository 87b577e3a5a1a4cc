import type { CheckReportDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import type { Tone } from '../output/palette.ts';
import type { Section, Table } from '../output/section.ts';

type Item = CheckReportDto['state'][number];

export function toCheckSections(report: CheckReportDto): Section[] {
  return [
    ...report.connections.map((connection) => ({
      title: `Connection ${connection.connection} (${connection.provider})`,
      lines: [
        ...(connection.account === null ? [] : [`Account ${connection.account}`]),
        ...(connection.principal === null ? [] : [`Calls as ${connection.principal}`]),
      ],
      table: toItemTable(connection.items),
    })),
    { title: 'State', table: toItemTable(report.state) },
  ];
}

const outcomeTones: Readonly<Record<Item['outcome'], Tone>> = { ok: 'good', warning: 'warning', failed: 'bad' };

function toItemTable(items: readonly Item[]): Table {
  return {
    columns: [
      { header: 'CHECK' },
      { header: 'OUTCOME' },
      { header: 'DETAIL', wraps: true },
      { header: 'WHAT TO DO', wraps: true },
    ],
    rows: items.map((item) => [
      item.name,
      { text: item.outcome, tone: outcomeTones[item.outcome] },
      item.detail,
      item.action ?? '',
    ]),
  };
}

interface CheckRow extends Item {
  readonly connection: string | null;
}

const fields: readonly Field<CheckRow>[] = (['connection', 'name', 'outcome', 'detail', 'action'] as const).map(
  (key) => ({
    name: key,
    read: (row) => row[key],
  }),
);

export function toCheckCsv(report: CheckReportDto): string {
  const rows = [
    ...report.connections.flatMap(({ connection, items }) => items.map((item) => ({ connection, ...item }))),
    ...report.state.map((item) => ({ connection: null, ...item })),
  ];
  return toCsvHeader(fields) + toCsvText(fields, rows);
}
