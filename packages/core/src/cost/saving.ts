import type { Resource } from '../inventory/resource.ts';
import type { CostContext } from './cost-rule.ts';
import type { Price, PriceQuery } from './cost-facts.ts';
import type { PriceSource, Saving } from './cost-finding.ts';
import { multiplyMicros } from './money.ts';

/** The saving of a finding whose price or quantity is not known. */
export const unknownSaving: Saving = { savingMicrosPerMonth: null, savingIsUpperBound: false, priceSources: [] };

/** Looks up the price that applies to a resource; null when it, or the item to price, is not known. */
export function readResourcePrice(
  resource: Resource,
  what: PriceQuery['what'],
  item: string | null | undefined,
  context: CostContext,
): Price | null {
  if (item == null) return null;
  return context.factsByProvider.get(resource.provider)?.readPrice({ what, region: resource.region, item }) ?? null;
}

/** What a quantity costs per month, or unknown when the price or the quantity is. */
export function toMonthlyCost(price: Price | null, quantity: number | undefined): Saving {
  if (price === null || quantity === undefined) return unknownSaving;
  return {
    savingMicrosPerMonth: multiplyMicros(price.micros, quantity),
    savingIsUpperBound: false,
    priceSources: toPriceSources([price]),
  };
}

/** What changing from one price to another saves per month, or unknown when one of them or the quantity is. */
export function toPriceDifference(from: Price | null, to: Price | null, quantity: number | undefined): Saving {
  if (from === null || to === null || quantity === undefined) return unknownSaving;
  return {
    savingMicrosPerMonth: multiplyMicros(from.micros, quantity) - multiplyMicros(to.micros, quantity),
    savingIsUpperBound: false,
    priceSources: toPriceSources([from, to]),
  };
}

/** Sources without repetition, in the order of their first mention. */
export function toPriceSources(prices: Iterable<PriceSource>): readonly PriceSource[] {
  const distinct = new Map<string, PriceSource>();
  for (const { source, date } of prices) distinct.set(`${date} ${source}`, { source, date });
  return [...distinct.values()];
}
