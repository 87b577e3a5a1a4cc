import type { ScanDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount } from '../output/numbers.ts';
import type { Tone } from '../output/palette.ts';
import type { Section } from '../output/section.ts';

export interface ScanList {
  readonly scans: readonly ScanDto[];
}

const statusTones: Readonly<Record<ScanDto['status'], Tone>> = {
  running: 'heading',
  complete: 'good',
  partial: 'warning',
  failed: 'bad',
  cancelled: 'warning',
};

export function toScanListSections({ scans }: ScanList): Section[] {
  return [
    {
      table: {
        columns: [
          { header: 'ID' },
          { header: 'STARTED' },
          { header: 'STATUS' },
          { header: 'UNITS', align: 'right' },
          { header: 'RESOURCES', align: 'right' },
          { header: 'ADDED', align: 'right' },
          { header: 'CHANGED', align: 'right' },
          { header: 'REMOVED', align: 'right' },
        ],
        rows: scans.map((scan) => [
          scan.id,
          scan.started_at.slice(0, 16).replace('T', ' '),
          { text: scan.status, tone: statusTones[scan.status] },
          `${formatCount(scan.units.complete)}/${formatCount(scan.units.total)}`,
          formatCount(scan.resources),
          formatCount(scan.added),
          formatCount(scan.changed),
          formatCount(scan.removed),
        ]),
      },
    },
  ];
}

const fields: readonly Field<ScanDto>[] = (
  [
    'id',
    'status',
    'started_at',
    'finished_at',
    'resources',
    'added',
    'changed',
    'removed',
    'units',
    'request',
    'problem',
  ] as const
).map((key) => ({ name: key, read: (scan) => scan[key] }));

export function toScanListCsv({ scans }: ScanList): string {
  return toCsvHeader(fields) + toCsvText(fields, scans);
}
