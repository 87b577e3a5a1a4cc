import { formatCount, formatMonthlyCost } from '../output/numbers.ts';
import { keepTogether } from '../output/section.ts';

/** What could be saved per month, as far as it is known. */
export interface Savings {
  /** The sum of what is known, or null when nothing of it is. */
  readonly known: number | null;
  /** The sum of what is known only by an upper bound, or null when there is none. */
  readonly furtherAtMost: number | null;
  readonly findingsWithoutPrice: number;
}

/**
 * For example `$12.00/month`, `$12.00/month + up to $3.00/month + 2 unknown`; `none` when there are none, `unknown` when no
 * price is known. Lines break only between the parts.
 */
export function toSavingsText({ known, furtherAtMost, findingsWithoutPrice }: Savings): string {
  if (known === 0 && furtherAtMost === null && findingsWithoutPrice === 0) return 'none';
  // A sum of nothing known is 0, which says nothing.
  const isKnown = known !== null && known !== 0;
  const parts = [
    ...(isKnown ? [formatMonthlyCost(known)] : []),
    ...(furtherAtMost === null ? [] : [`${isKnown ? '+ ' : ''}up to ${formatMonthlyCost(furtherAtMost)}`]),
  ];
  if (parts.length === 0) return 'unknown';
  const unknown = findingsWithoutPrice === 0 ? [] : [`+ ${formatCount(findingsWithoutPrice)} unknown`];
  return [...parts, ...unknown].map(keepTogether).join(' ');
}
