import type { ComplianceReportDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount, formatPercent } from '../output/numbers.ts';
import type { Section } from '../output/section.ts';
import { firstRows, type ListOptions } from './first-rows.ts';
import { referenceColumns, referenceFields, toReferenceCells } from './reference-cells.ts';

type Violation = ComplianceReportDto['violations'][number];

export function toComplianceSections(report: ComplianceReportDto, { limit, width }: ListOptions): Section[] {
  const { rows, notes } = firstRows(report.violations, limit, report.violations_total, 'violation');
  return [
    {
      title: `Tag compliance: ${report.required_tags.length === 0 ? 'no tag is required' : report.required_tags.join(', ')}`,
      table: {
        columns: [{ header: '' }, { header: 'RESOURCES', align: 'right' }, { header: 'SHARE', align: 'right' }],
        rows: [
          ['All', formatCount(report.total_resources), ''],
          ['With any tag', formatCount(report.tagged_resources), formatPercent(report.tagging_compliance_percent)],
          ['Fully compliant', formatCount(report.fully_compliant), formatPercent(report.full_compliance_percent)],
          ...(report.tags_unknown === 0 ? [] : [['Tags unknown', formatCount(report.tags_unknown), '']]),
        ],
      },
    },
    ...(report.required_tags.length === 0 ? [] : [{ table: toTagTable(report) }]),
    ...(rows.length === 0
      ? []
      : [
          {
            title: 'Violations',
            table: {
              columns: [...referenceColumns(width), { header: 'PROBLEM', wraps: true as const }],
              rows: rows.map((violation) => [...toReferenceCells(violation.resource, width), toProblemText(violation)]),
            },
            notes,
          },
        ]),
  ];
}

function toTagTable(report: ComplianceReportDto): NonNullable<Section['table']> {
  return {
    columns: [{ header: 'REQUIRED TAG' }, { header: 'MISSING', align: 'right' }, { header: 'INVALID', align: 'right' }],
    rows: Object.entries(report.by_tag).map(([tag, { missing, invalid }]) => [
      tag,
      formatCount(missing),
      formatCount(invalid),
    ]),
  };
}

function toProblemText({ missing, invalid }: Violation): string {
  return [
    ...(missing.length === 0 ? [] : [`missing: ${missing.join(', ')}`]),
    ...invalid.map(({ key, value, reason }) => `${key}=${value}: ${reason}`),
  ].join('; ');
}

const fields: readonly Field<Violation>[] = [
  ...referenceFields,
  { name: 'missing', read: (violation) => violation.missing },
  { name: 'invalid', read: (violation) => violation.invalid },
];

/** A row for each violation. */
export function toComplianceCsv(report: ComplianceReportDto): string {
  return toCsvHeader(fields) + toCsvText(fields, report.violations);
}
