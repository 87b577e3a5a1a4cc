import type { ResourceDiffDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount } from '../output/numbers.ts';
import type { Column, Section } from '../output/section.ts';
import { referenceColumns, referenceFields, toReferenceCells, type ResourceReference } from './reference-cells.ts';

export function toDiffSections(diff: ResourceDiffDto, width: number): Section[] {
  const sizes = (['added', 'removed', 'changed', 'unconfirmed'] as const).map(
    (name) => `${formatCount(diff[name].length)} ${name}`,
  );
  return [
    { title: `From ${diff.from} to ${diff.to}`, lines: [sizes.join(', ')] },
    ...toGroupSections(
      'Added',
      diff.added.filter(({ confirmed }) => confirmed),
      width,
    ),
    ...toGroupSections(
      'Added, or not read before',
      diff.added.filter(({ confirmed }) => !confirmed),
      width,
    ),
    ...toGroupSections('Removed', diff.removed, width),
    ...toChangeSections(diff.changed, width),
    ...toGroupSections('Unconfirmed: not found, but not everything was read', diff.unconfirmed, width),
  ];
}

function toGroupSections(title: string, resources: readonly ResourceReference[], width: number): Section[] {
  if (resources.length === 0) return [];
  const rows = resources.map((resource) => toReferenceCells(resource, width));
  return [{ title, table: { columns: referenceColumns(width), rows } }];
}

function toChangeSections(changed: ResourceDiffDto['changed'], width: number): Section[] {
  if (changed.length === 0) return [];
  const columns: Column[] = [
    ...referenceColumns(width),
    { header: 'FIELD' },
    { header: 'BEFORE', wraps: true },
    { header: 'AFTER', wraps: true },
  ];
  const rows = changed.flatMap((resource) =>
    resource.changes.map((change, index) => [
      // The resource once, then its further changes below.
      ...toReferenceCells(resource, width).map((cell) => (index === 0 ? cell : '')),
      change.field,
      toValueText(change.before),
      toValueText(change.after),
    ]),
  );
  return [{ title: 'Changed', table: { columns, rows } }];
}

/** `none` for what does not exist; null is a value. */
export function toValueText(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface DiffRow {
  readonly change: string;
  readonly confirmed: boolean;
  readonly resource: ResourceReference;
  readonly field?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

const fields: readonly Field<DiffRow>[] = [
  { name: 'change', read: (row) => row.change },
  { name: 'confirmed', read: (row) => row.confirmed },
  ...referenceFields,
  { name: 'field', read: (row) => row.field },
  { name: 'before', read: (row) => row.before },
  { name: 'after', read: (row) => row.after },
];

/** A row for each resource that came or went, and for each field that changed. */
export function toDiffCsv(diff: ResourceDiffDto): string {
  const rows: DiffRow[] = [
    ...diff.added.map((resource) => ({ change: 'added', confirmed: resource.confirmed, resource })),
    ...diff.removed.map((resource) => ({ change: 'removed', confirmed: true, resource })),
    ...diff.unconfirmed.map((resource) => ({ change: 'removed', confirmed: false, resource })),
    ...diff.changed.flatMap((resource) =>
      resource.changes.map((change) => ({ change: 'changed', confirmed: true, resource, ...change })),
    ),
  ];
  return toCsvHeader(fields) + toCsvText(fields, rows);
}
