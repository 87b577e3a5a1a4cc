import type { CostReportDto } from '@tradewind/api';
import type { Field } from '../output/csv-text.ts';
import type { Cell, Column } from '../output/section.ts';
import { toNameText } from './resource-view.ts';

/** What identifies a resource wherever a report names one. */
export type ResourceReference = CostReportDto['findings'][number]['resource'];

export const referenceColumns: readonly Column[] = [
  { header: 'TYPE' },
  { header: 'ID', wraps: true },
  { header: 'NAME', wraps: true },
  { header: 'REGION' },
];

export function toReferenceCells(resource: ResourceReference): Cell[] {
  return [resource.resource_type, resource.resource_id, toNameText(resource), resource.region];
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
