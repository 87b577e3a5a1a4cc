import type { RegionsReportDto } from '@tradewind/api';
import { toCsvHeader, toCsvText, type Field } from '../output/csv-text.ts';
import { formatCount, formatPercent, formatQuantity } from '../output/numbers.ts';
import { keepTogether, type Section } from '../output/section.ts';
import { toSavingsText } from './savings-text.ts';

type Region = RegionsReportDto['regions'][number];

export function toRegionsSections(report: RegionsReportDto): Section[] {
  const { regions } = report;
  const showsProvider = new Set(regions.map(({ provider }) => provider)).size > 1;
  const unpriced = regions.reduce((total, region) => total + region.findings_without_price, 0);
  return [
    {
      title: `Regions: ${formatCount(regions.length)}`,
      table: {
        columns: [
          ...(showsProvider ? [{ header: 'PROVIDER' }] : []),
          { header: 'REGION' },
          { header: 'RESOURCES', align: 'right' },
          { header: 'TAGGED', align: 'right' },
          { header: 'COMPLIANT', align: 'right' },
          { header: 'SAVINGS', align: 'right', wraps: true },
          { header: 'TYPES', wraps: true },
        ],
        rows: regions.map((region) => [
          ...(showsProvider ? [region.provider] : []),
          region.region,
          formatCount(region.total_resources),
          toShare(region, region.tagging_compliance_percent),
          toShare(region, region.full_compliance_percent),
          toSavingsText({
            known: region.potential_monthly_savings_usd,
            furtherAtMost: region.further_savings_at_most_usd,
            findingsWithoutPrice: region.findings_without_price,
          }),
          toCountText(region.by_type),
        ]),
      },
      notes: [
        ...regions.flatMap(({ region, only_here: types }) => toTypeNotes(`Only in ${region}`, types)),
        ...regions.flatMap(({ region, incomplete_types: types }) =>
          toTypeNotes(`Not read completely in ${region}`, types),
        ),
        ...(unpriced === 0
          ? []
          : [`Beyond the savings above, that of ${formatQuantity(unpriced, 'finding')} is unknown.`]),
      ],
    },
  ];
}

/** A share of no resources is no number. */
function toShare({ total_resources: total }: Region, percent: number | null): string {
  return total === 0 || percent === null ? '-' : formatPercent(percent);
}

function toTypeNotes(start: string, types: readonly string[]): string[] {
  return types.length === 0 ? [] : [`${start}: ${types.join(', ')}.`];
}

function toCountText(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => keepTogether(`${name} ${formatCount(count)}`))
    .join(', ');
}

const fields: readonly Field<Region>[] = (
  [
    'provider',
    'region',
    'total_resources',
    'by_type',
    'by_status',
    'tagging_compliance_percent',
    'full_compliance_percent',
    'potential_monthly_savings_usd',
    'further_savings_at_most_usd',
    'findings_without_price',
    'incomplete_types',
    'only_here',
  ] as const
).map((key) => ({ name: key, read: (region) => region[key] }));

export function toRegionsCsv(report: RegionsReportDto): string {
  return toCsvHeader(fields) + toCsvText(fields, report.regions);
}
