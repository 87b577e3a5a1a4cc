import type { SummaryReportDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount, formatPercent, formatQuantity } from '../output/numbers.ts';
import type { Section, Table } from '../output/section.ts';

const views = [
  ['provider', 'by_provider'],
  ['type', 'by_type'],
  ['region', 'by_region'],
  ['status', 'by_status'],
] as const;

export function toSummarySections(summary: SummaryReportDto): Section[] {
  return [
    {
      title: `Resource summary: ${formatQuantity(summary.total_resources, 'resource')}`,
      tables: views.map(([name, key]) => toCountTable(name.toUpperCase(), summary[key], summary.total_resources)),
    },
  ];
}

function toCountTable(header: string, counts: Readonly<Record<string, number>>, total: number): Table {
  return {
    columns: [{ header }, { header: 'COUNT', align: 'right' }, { header: 'SHARE', align: 'right' }],
    rows: Object.entries(counts).map(([name, count]) => [
      name,
      formatCount(count),
      total === 0 ? '' : formatPercent((count / total) * 100),
    ]),
  };
}

interface CountRow {
  readonly view: string;
  readonly name: string;
  readonly count: number;
}

const fields: readonly Field<CountRow>[] = [
  { name: 'view', read: (row) => row.view },
  { name: 'name', read: (row) => row.name },
  { name: 'count', read: (row) => row.count },
];

/** A row for each count: the total first, then the views. */
export function toSummaryCsv(summary: SummaryReportDto): string {
  const rows = views.flatMap(([view, key]) =>
    Object.entries(summary[key]).map(([name, count]) => ({ view, name, count })),
  );
  return (
    toCsvHeader(fields) +
    toCsvText(fields, [{ view: 'total', name: 'resources', count: summary.total_resources }, ...rows])
  );
}
