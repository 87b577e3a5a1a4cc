import type { UntaggedReportDto } from '@tradewind/api';
import { toCsvHeader, toCsvText } from '../output/csv-text.ts';
import { formatQuantity } from '../output/numbers.ts';
import type { Section } from '../output/section.ts';
import { firstRows, type ListOptions } from './first-rows.ts';
import { resourceFields, toResourceTable } from './resource-view.ts';

export function toUntaggedSections(report: UntaggedReportDto, options: ListOptions): Section[] {
  const title = `Untagged: ${formatQuantity(report.total, 'resource')}`;
  if (report.total === 0) return [{ title, lines: ['Every resource has a tag.'] }];
  const { rows, notes } = firstRows(report.resources, options.limit, report.total, 'resource');
  const showsProvider = new Set(rows.map(({ provider }) => provider)).size > 1;
  return [{ title, table: toResourceTable(rows, { width: options.width, showsProvider, showsTags: false }), notes }];
}

export function toUntaggedCsv(report: UntaggedReportDto): string {
  return toCsvHeader(resourceFields) + toCsvText(resourceFields, report.resources);
}
