import type { LedgerEntryDto, ScanWithLedgerDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount, formatDuration, formatQuantity } from '../output/numbers.ts';
import type { Tone } from '../output/palette.ts';
import { keepTogether, type Cell, type Section, type Table } from '../output/section.ts';

/** How a scan ended: headline, what is complete added up by region, and every unit that is not, with its reason. */
export function toScanSections(scan: ScanWithLedgerDto, options: { readonly wholeLedger: boolean }): Section[] {
  const complete = scan.ledger.filter((entry) => entry.outcome === 'complete');
  const incomplete = scan.ledger.filter((entry) => entry.outcome !== 'complete');
  return [
    { lines: toHeadline(scan) },
    ...(options.wholeLedger
      ? [{ title: 'Ledger', table: toLedgerTable(scan.ledger) }]
      : [
          ...(complete.length === 0 ? [] : [{ title: 'Complete', table: toRegionTable(complete) }]),
          ...(incomplete.length === 0 ? [] : [{ title: 'Incomplete', table: toReasonTable(incomplete) }]),
        ]),
  ];
}

function toHeadline(scan: ScanWithLedgerDto): string[] {
  const { units } = scan;
  const duration =
    scan.finished_at === null
      ? ''
      : ` in ${formatDuration(Date.parse(scan.finished_at) - Date.parse(scan.started_at))}`;
  const status = scan.status === 'cancelled' ? 'was cancelled: what it found stands as partial' : `is ${scan.status}`;
  return [
    `Scan ${scan.id} ${status}.`,
    `${formatQuantity(scan.resources, 'resource')} in ${formatCount(units.complete)} of ${formatQuantity(units.total, 'unit')}` +
      ` (region and type)${duration}: ` +
      `${formatCount(scan.added)} added, ${formatCount(scan.changed)} changed, ${formatCount(scan.removed)} removed.`,
    ...(scan.problem === null ? [] : [scan.problem]),
  ];
}

interface RegionTotals {
  readonly connection: string;
  readonly region: string;
  readonly types: string[];
  resources: number;
  calls: number;
  throttled: number;
}

/** One row for each region; the types with something in them are named. */
function toRegionTable(entries: readonly LedgerEntryDto[]): Table {
  const regions = new Map<string, RegionTotals>();
  for (const entry of entries) {
    const key = JSON.stringify([entry.connection, entry.region]);
    const totals = regions.get(key) ?? {
      connection: entry.connection,
      region: entry.region,
      types: [],
      resources: 0,
      calls: 0,
      throttled: 0,
    };
    regions.set(key, totals);
    if (entry.resources > 0) totals.types.push(keepTogether(`${entry.resource_type} ${formatCount(entry.resources)}`));
    totals.resources += entry.resources;
    totals.calls += entry.calls;
    totals.throttled += entry.throttled;
  }
  return {
    columns: [
      { header: 'CONNECTION' },
      { header: 'REGION' },
      { header: 'RESOURCES', align: 'right' },
      { header: 'CALLS', align: 'right' },
      { header: 'THROTTLED', align: 'right' },
      { header: 'FOUND', wraps: true },
    ],
    rows: [...regions.values()].map((totals) => [
      totals.connection,
      totals.region,
      formatCount(totals.resources),
      formatCount(totals.calls),
      formatCount(totals.throttled),
      totals.types.length === 0 ? 'nothing' : totals.types.join(', '),
    ]),
  };
}

/** One row for each reason in a region: ten types of a region that is down share a row. */
function toReasonTable(entries: readonly LedgerEntryDto[]): Table {
  const groups = Map.groupBy(entries, ({ connection, region, outcome, reason }) =>
    JSON.stringify([connection, region, outcome, reason]),
  );
  return {
    columns: [
      { header: 'CONNECTION' },
      { header: 'REGION' },
      { header: 'TYPES', wraps: true },
      { header: 'OUTCOME' },
      { header: 'FOUND', align: 'right' },
      { header: 'REASON', wraps: true },
    ],
    rows: [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const found = group.reduce((total, entry) => total + entry.resources, 0);
      return [
        [
          first.connection,
          first.region,
          group.map((entry) => keepTogether(entry.resource_type)).join(', '),
          toOutcomeCell(first.outcome),
          formatCount(found),
          first.reason ?? 'no reason given',
        ],
      ];
    }),
  };
}

function toLedgerTable(ledger: readonly LedgerEntryDto[]): Table {
  return {
    columns: [
      { header: 'CONNECTION' },
      { header: 'REGION' },
      { header: 'TYPE' },
      { header: 'OUTCOME' },
      { header: 'FOUND', align: 'right' },
      { header: 'CALLS', align: 'right' },
      { header: 'RETRIES', align: 'right' },
      { header: 'THROTTLED', align: 'right' },
      { header: 'REASON', wraps: true },
    ],
    rows: ledger.map((entry) => [
      entry.connection,
      entry.region,
      entry.resource_type,
      toOutcomeCell(entry.outcome),
      formatCount(entry.resources),
      formatCount(entry.calls),
      formatCount(entry.retries),
      formatCount(entry.throttled),
      entry.reason ?? '',
    ]),
  };
}

const outcomeTones: Readonly<Record<LedgerEntryDto['outcome'], Tone>> = {
  complete: 'good',
  partial: 'warning',
  failed: 'bad',
  skipped: 'muted',
};

function toOutcomeCell(outcome: LedgerEntryDto['outcome']): Cell {
  return { text: outcome, tone: outcomeTones[outcome] };
}

const ledgerFields: readonly Field<LedgerEntryDto>[] = [
  { name: 'connection', read: (entry) => entry.connection },
  { name: 'provider', read: (entry) => entry.provider },
  { name: 'account', read: (entry) => entry.account },
  { name: 'region', read: (entry) => entry.region },
  { name: 'resource_type', read: (entry) => entry.resource_type },
  { name: 'type_id', read: (entry) => entry.type_id },
  { name: 'outcome', read: (entry) => entry.outcome },
  { name: 'reason_code', read: (entry) => entry.reason_code },
  { name: 'reason', read: (entry) => entry.reason },
  { name: 'resources', read: (entry) => entry.resources },
  { name: 'calls', read: (entry) => entry.calls },
  { name: 'retries', read: (entry) => entry.retries },
  { name: 'throttled', read: (entry) => entry.throttled },
  { name: 'started_at', read: (entry) => entry.started_at },
  { name: 'finished_at', read: (entry) => entry.finished_at },
];

/** The ledger, a row for each unit. */
export function toLedgerCsv(scan: ScanWithLedgerDto): string {
  return toCsvHeader(ledgerFields) + toCsvText(ledgerFields, scan.ledger);
}
