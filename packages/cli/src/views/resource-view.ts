import type { ResourceDto } from '@tradewind/api';
import type { Field } from '../output/csv-text.ts';
import type { Cell, Column, Table } from '../output/section.ts';
import { toNameText, wideFrom } from './reference-cells.ts';

const tagsShown = 3;
const longestTag = 40;

export interface ResourceTableOptions {
  readonly width: number;
  readonly showsProvider: boolean;
  /** False where no resource has any. */
  readonly showsTags?: boolean;
}

interface ResourceColumn extends Column {
  readonly cell: (resource: ResourceDto) => Cell;
}

export function toResourceTable(resources: readonly ResourceDto[], options: ResourceTableOptions): Table {
  const columns: readonly ResourceColumn[] = [
    ...(options.showsProvider ? [{ header: 'PROVIDER', cell: (resource: ResourceDto) => resource.provider }] : []),
    { header: 'TYPE', cell: (resource) => resource.resource_type },
    { header: 'ID', cell: (resource) => resource.resource_id },
    { header: 'NAME', wraps: true, cell: toNameText },
    { header: 'REGION', cell: (resource) => resource.region },
    { header: 'STATUS', cell: toStatusCell },
    ...(options.width >= wideFrom ? [createdColumn] : []),
    ...(options.width >= wideFrom && options.showsTags !== false ? [tagsColumn] : []),
  ];
  return { columns, rows: resources.map((resource) => columns.map(({ cell }) => cell(resource))) };
}

const createdColumn: ResourceColumn = {
  header: 'CREATED',
  cell: (resource) => resource.created_at?.slice(0, 10) ?? 'unknown',
};

const tagsColumn: ResourceColumn = { header: 'TAGS', wraps: true, cell: toTagText };

/** A status that the last scan could not confirm says so. */
export function toStatusCell(resource: Pick<ResourceDto, 'status' | 'stale'>): Cell {
  if (resource.stale) return { text: `${resource.status} (stale)`, tone: 'warning' };
  if (resource.status === 'failed') return { text: resource.status, tone: 'bad' };
  const isAtRest = resource.status === 'stopped' || resource.status === 'terminated';
  return isAtRest ? { text: resource.status, tone: 'muted' } : resource.status;
}

/** The first few tags, since a resource can have very many; not the one that only repeats its name. */
function toTagText({ tags, name }: ResourceDto): string {
  const entries = Object.entries(tags).filter(([, value]) => name === null || value !== name);
  const shown = entries.slice(0, tagsShown).map(([key, value]) => shorten(`${key}=${value}`));
  const hidden = entries.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`+${hidden}`] : [])].join(', ');
}

function shorten(text: string): string {
  return text.length <= longestTag ? text : `${text.slice(0, longestTag - 1)}…`;
}

/** Every key of a resource, in the order of the API. */
export const resourceFields: readonly Field<ResourceDto>[] = (
  [
    'uid',
    'provider',
    'resource_type',
    'resource_id',
    'region',
    'status',
    'tags',
    'created_at',
    'name',
    'provider_id',
    'type_id',
    'kind',
    'service_type',
    'account',
    'connection',
    'provider_status',
    'attributes',
    'first_seen_at',
    'changed_at',
    'seen_at',
    'stale',
  ] as const
).map((key) => ({ name: key, read: (resource) => resource[key] }));
