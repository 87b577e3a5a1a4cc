import type { CostReportDto } from '@tradewind/api';
import type { Field } from '../output/csv-text.ts';
import type { Cell, Column } from '../output/section.ts';

/** What identifies a resource wherever a report names one. */
export type ResourceReference = CostReportDto['findings'][number]['resource'];

/** From this width of the terminal on there is room for more than what identifies a resource. */
export const wideFrom = 110;

export function referenceColumns(width: number): Column[] {
  const name: Column[] = width >= wideFrom ? [{ header: 'NAME', wraps: true }] : [];
  return [{ header: 'TYPE' }, { header: 'ID' }, ...name, { header: 'REGION' }];
}

/** Cells for `referenceColumns` of the same width. */
export function toReferenceCells(resource: ResourceReference, width: number): Cell[] {
  const name = width >= wideFrom ? [toNameText(resource)] : [];
  return [resource.resource_type, resource.resource_id, ...name, resource.region];
}

/** The name, where it says more than the id (that of a bucket is its id). */
export function toNameText(resource: Pick<ResourceReference, 'name' | 'resource_id'>): string {
  return resource.name === null || resource.name === resource.resource_id ? '' : resource.name;
}

/** The same as fields of a row that holds the reference under `resource`. */
export const referenceFields: readonly Field<{ readonly resource: ResourceReference }>[] = [
  { name: 'uid', read: (row) => row.resource.uid },
  { name: 'provider', read: (row) => row.resource.provider },
  { name: 'resource_type', read: (row) => row.resource.resource_type },
  { name: 'resource_id', read: (row) => row.resource.resource_id },
  { name: 'region', read: (row) => row.resource.region },
  { name: 'name', read: (row) => row.resource.name },
];
