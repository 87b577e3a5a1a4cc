import type { CostFacts, Price, PriceQuery } from '@tradewind/core';
import { isPreviousGeneration, readSuccessorOf } from './machine-generations.ts';
import { priceGroups } from './price-table.ts';

const priceByKey: ReadonlyMap<string, Price> = new Map(
  priceGroups.flatMap(({ what, regions, source, date, usd }) =>
    regions.flatMap((region) =>
      Object.entries(usd).map(([item, dollars]) => {
        const price: Price = { micros: Math.round(dollars * 1_000_000), source, date };
        return [toKey({ what, region, item }), price] as const;
      }),
    ),
  ),
);

function toKey({ what, region, item }: PriceQuery): string {
  return `${what} ${region} ${item}`;
}

export const awsCostFacts: CostFacts = {
  readPrice: (query) => priceByKey.get(toKey(query)) ?? null,
  // gp3 costs a fifth less per GiB-month: https://aws.amazon.com/ebs/pricing/, read 2026-11-20.
  volumeTypeSuccessors: { gp2: 'gp3' },
  // https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html, read 2026-11-20. A gp2 volume's operations are
  // all in its price, up to 3 per GiB and 16,000 in all.
  includedIops: { gp3: 3_000, gp2: 16_000 },
  readSuccessorOf,
  isPreviousGeneration,
};
