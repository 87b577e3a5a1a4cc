import type { CostReportDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount, formatMonthlyCost, formatQuantity } from '../output/numbers.ts';
import type { Tone } from '../output/palette.ts';
import type { Cell, Section, Table } from '../output/section.ts';
import { firstRows, type ListOptions } from './first-rows.ts';
import { referenceColumns, referenceFields, toReferenceCells, wideFrom } from './reference-cells.ts';
import { toSavingsText, type Savings } from './savings-text.ts';

type Finding = CostReportDto['findings'][number];

export function toCostSections(report: CostReportDto, options: ListOptions): Section[] {
  const overview: Section = {
    title: `Cost optimisation: ${formatQuantity(report.total_findings, 'finding')}`,
    table: {
      columns: [{ header: '' }, { header: '' }],
      rows: [
        ['Potential savings', toSavingsText(toSavings(report, report.potential_monthly_savings_usd))],
        ['Untagged resources', formatCount(report.untagged_resources)],
        ['Stopped instances', toStoppedText(report)],
      ],
    },
    notes: toUnpricedNotes(report),
  };
  const listed = report.findings.length + report.findings_not_listed;
  const { rows, notes } = firstRows(report.findings, options.limit, listed, 'finding');
  return [
    overview,
    ...(report.recommendations.length === 0
      ? []
      : [{ title: 'Recommendations', table: toRecommendationTable(report) }]),
    ...(listed === 0 ? [] : [{ title: 'Findings', table: toFindingTable(rows, options.width), notes }]),
  ];
}

function toSavings(
  figures: Pick<CostReportDto, 'further_savings_at_most_usd' | 'findings_without_price'>,
  known: number | null,
): Savings {
  return {
    known,
    furtherAtMost: figures.further_savings_at_most_usd,
    findingsWithoutPrice: figures.findings_without_price,
  };
}

function toStoppedText(report: CostReportDto): string {
  const stopped = formatCount(report.stopped_instances);
  const recently = report.recently_stopped_instances;
  return recently === 0 ? stopped : `${stopped}, and ${formatCount(recently)} too recently to count`;
}

function toFindingTable(findings: readonly Finding[], width: number): Table {
  // The recommendations say the priorities too.
  const isWide = width >= wideFrom;
  return {
    columns: [
      ...(isWide ? [{ header: 'PRIORITY' }] : []),
      ...referenceColumns(width),
      { header: 'SAVES', align: 'right' },
      { header: 'WHY', wraps: true },
    ],
    rows: findings.map((finding) => [
      ...(isWide ? [toPriorityCell(finding.priority)] : []),
      ...toReferenceCells(finding.resource, width),
      toFindingSavings(finding),
      finding.message,
    ]),
  };
}

function toUnpricedNotes(report: CostReportDto): string[] {
  if (report.findings_without_price === 0) return [];
  return [`Beyond that, the saving of ${formatQuantity(report.findings_without_price, 'finding')} is unknown.`];
}

function toRecommendationTable(report: CostReportDto): Table {
  return {
    columns: [
      { header: 'PRIORITY' },
      { header: 'FINDING', wraps: true },
      { header: 'COUNT', align: 'right' },
      { header: 'SAVES', align: 'right', wraps: true },
      { header: 'ACTION', wraps: true },
    ],
    rows: report.recommendations.map((recommendation) => [
      toPriorityCell(recommendation.priority),
      recommendation.message,
      formatCount(recommendation.count),
      toSavingsText(toSavings(recommendation, recommendation.estimated_savings_usd)),
      recommendation.action,
    ]),
  };
}

function toFindingSavings(finding: Finding): string {
  const cost = formatMonthlyCost(finding.savings_usd_per_month);
  return finding.savings_is_upper_bound && finding.savings_usd_per_month !== null ? `up to ${cost}` : cost;
}

const priorityTones: Readonly<Record<Finding['priority'], Tone>> = { HIGH: 'bad', MEDIUM: 'warning', LOW: 'muted' };

function toPriorityCell(priority: Finding['priority']): Cell {
  return { text: priority, tone: priorityTones[priority] };
}

const fields: readonly Field<Finding>[] = [
  { name: 'type', read: (finding) => finding.type },
  { name: 'priority', read: (finding) => finding.priority },
  ...referenceFields,
  { name: 'savings_usd_per_month', read: (finding) => finding.savings_usd_per_month },
  { name: 'savings_is_upper_bound', read: (finding) => finding.savings_is_upper_bound },
  { name: 'message', read: (finding) => finding.message },
  { name: 'action', read: (finding) => finding.action },
  { name: 'evidence', read: (finding) => finding.evidence },
  { name: 'price_source', read: (finding) => finding.price_source },
  { name: 'price_date', read: (finding) => finding.price_date },
];

/** A row for each finding; a saving that is unknown is empty. */
export function toCostCsv(report: CostReportDto): string {
  return toCsvHeader(fields) + toCsvText(fields, report.findings);
}
