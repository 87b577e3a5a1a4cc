import type { ResourceDiffDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount } from '../output/numbers.ts';
import type { Section } from '../output/section.ts';
import { referenceColumns, referenceFields, toReferenceCells, type ResourceReference } from './reference-cells.ts';

const groups = ['added', 'removed', 'unconfirmed'] as const;

export function toDiffSections(diff: ResourceDiffDto): Section[] {
  const sizes = (['added', 'removed', 'changed', 'unconfirmed'] as const).map((name) => `${formatCount(diff[name].length)} ${name}`);
  const [added, removed, unconfirmed] = groups.map((name) => toGroupSections(name, diff[name]));
  return [
    { title: `From ${diff.from} to ${diff.to}`, lines: [sizes.join(', ')] },
    ...(added ?? []),
    ...(removed ?? []),
    ...toChangeSections(diff.changed),
    ...(unconfirmed ?? []).map((section) => ({
      ...section,
      notes: ['Their units did not complete, so they may still exist.'],
    })),
  ];
}

function toGroupSections(name: string, resources: readonly ResourceReference[]): Section[] {
  if (resources.length === 0) return [];
  const title = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return [{ title, table: { columns: referenceColumns, rows: resources.map(toReferenceCells) } }];
}

function toChangeSections(changed: ResourceDiffDto['changed']): Section[] {
  if (changed.length === 0) return [];
  return [
    {
      title: 'Changed',
      table: {
        columns: [...referenceColumns, { header: 'FIELD' }, { header: 'BEFORE', wraps: true }, { header: 'AFTER', wraps: true }],
        rows: changed.flatMap((resource) =>
          resource.changes.map((change, index) => [
            // The resource once, then its further changes below.
            ...(index === 0 ? toReferenceCells(resource) : referenceColumns.map(() => '')),
            change.field,
            toValueText(change.before),
            toValueText(change.after),
          ]),
        ),
      },
    },
  ];
}

export function toValueText(value: unknown): string {
  if (value === null || value === undefined) return 'none';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

interface DiffRow {
  readonly change: string;
  readonly resource: ResourceReference;
  readonly field?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

const fields: readonly Field<DiffRow>[] = [
  { name: 'change', read: (row) => row.change },
  ...referenceFields,
  { name: 'field', read: (row) => row.field },
  { name: 'before', read: (row) => row.before },
  { name: 'after', read: (row) => row.after },
];

/** A row for each resource that came or went, and for each field that changed. */
export function toDiffCsv(diff: ResourceDiffDto): string {
  const rows: DiffRow[] = [
    ...groups.flatMap((change) => diff[change].map((resource) => ({ change, resource }))),
    ...diff.changed.flatMap((resource) => resource.changes.map((change) => ({ change: 'changed', resource, ...change }))),
  ];
  return toCsvHeader(fields) + toCsvText(fields, rows);
}
