import { formatMonthlyCost } from '../output/numbers.ts';

/** What could be saved per month, as far as it is known. */
export interface Savings {
  /** The sum of what is known, or null when nothing of it is. */
  readonly known: number | null;
  /** The sum of what is known only by an upper bound, or null when there is none. */
  readonly furtherAtMost: number | null;
  readonly findingsWithoutPrice: number;
}

/** For example `$12.00/month`, `up to $3.00/month`, or both; `unknown` when no price is known, and never 0 then. */
export function toSavingsText({ known, furtherAtMost, findingsWithoutPrice }: Savings): string {
  const isKnown = known !== null && !(known === 0 && (findingsWithoutPrice > 0 || furtherAtMost !== null));
  const parts = [
    ...(isKnown ? [formatMonthlyCost(known)] : []),
    ...(furtherAtMost === null ? [] : [`${isKnown ? '+ ' : ''}up to ${formatMonthlyCost(furtherAtMost)}`]),
  ];
  return parts.length === 0 ? 'unknown' : parts.join(' ');
}
