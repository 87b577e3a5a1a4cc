import type { ResourceDetailDto, ResourceDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import type { Cell, Section, Table } from '../output/section.ts';
import { toValueText } from './diff-view.ts';
import { toStatusCell } from './resource-view.ts';

type Interval = ResourceDetailDto['history'][number];

export function toResourceDetailSections({ resource, history }: ResourceDetailDto): Section[] {
  const intervals: Section = { title: 'History', table: toHistoryTable(history) };
  if (resource === null) {
    const end = history.at(-1)?.valid_to ?? 'an unknown time';
    return [{ lines: [`It no longer exists: a scan found it gone at ${end}.`] }, intervals];
  }
  return [
    { title: `${resource.resource_type} ${resource.resource_id}`, table: toPairs(toFacts(resource)) },
    ...toMapSections('Tags', resource.tags),
    ...toMapSections('Attributes', resource.attributes),
    intervals,
  ];
}

function toFacts(resource: ResourceDto): [string, Cell][] {
  return [
    ['Name', resource.name ?? 'none'],
    ['Provider', resource.provider],
    ['Account', resource.account],
    ['Connection', resource.connection],
    ['Region', resource.region],
    ['Service', resource.service_type],
    ['Status', toStatusCell(resource)],
    ['Provider status', resource.provider_status ?? 'none'],
    ['Created', resource.created_at ?? 'unknown'],
    ['First seen', resource.first_seen_at],
    ['Changed', resource.changed_at],
    ['Last confirmed', resource.seen_at],
    ['UID', resource.uid],
  ];
}

function toMapSections(title: string, map: Readonly<Record<string, unknown>>): Section[] {
  const entries = Object.entries(map);
  if (entries.length === 0) return [];
  return [{ title, table: toPairs(entries.map(([key, value]) => [key, toValueText(value)])) }];
}

function toPairs(pairs: readonly (readonly [string, Cell])[]): Table {
  return {
    columns: [
      { header: '', wraps: true },
      { header: '', wraps: true },
    ],
    rows: pairs,
  };
}

function toHistoryTable(history: readonly Interval[]): Table {
  return {
    columns: [
      { header: 'FROM' },
      { header: 'UNTIL' },
      { header: 'STATUS' },
      { header: 'NAME', wraps: true },
      { header: 'TAGS', wraps: true },
    ],
    rows: history.map((interval) => [
      interval.valid_from,
      interval.valid_to ?? 'now',
      interval.status,
      interval.name ?? '',
      Object.entries(interval.tags)
        .map(([key, value]) => `${key}=${value}`)
        .join(', '),
    ]),
  };
}

const fields: readonly Field<Interval>[] = (
  ['valid_from', 'valid_to', 'scan_id', 'name', 'status', 'provider_status', 'tags', 'attributes'] as const
).map((key) => ({ name: key, read: (interval) => interval[key] }));

/** The history, a row for each interval. */
export function toResourceDetailCsv(detail: ResourceDetailDto): string {
  return toCsvHeader(fields) + toCsvText(fields, detail.history);
}
