import type { CostFacts, Price, PriceQuery } from '../cost/cost-facts.ts';
import { defaultCostThresholds } from '../cost/cost-rule.ts';
import type { CostFindingsSettings } from '../cost/cost-findings.ts';

/** Micro-dollars by `what/item`; the same in each region but `unpriced-1`, where nothing is known. */
const prices: Readonly<Record<string, number>> = {
  'volume_gib_month/old-disk': 100_000,
  'volume_gib_month/new-disk': 80_000,
  'volume_gib_month/dear-disk': 300_000,
  'snapshot_gib_month/standard': 50_000,
  'address_hour/unassociated': 5_000,
  'load_balancer_hour/application': 22_500,
  'instance_hour/gen1.large': 100_000,
  'instance_hour/gen2.large': 96_000,
  'instance_hour/gen1.huge': 50_000,
};

export const sampleFacts: CostFacts = {
  readPrice: ({ what, region, item }: PriceQuery): Price | null => {
    const micros = prices[`${what}/${item}`];
    if (micros === undefined || region === 'unpriced-1') return null;
    return { micros, source: `list of ${what}`, date: '2026-11-01' };
  },
  volumeTypeSuccessors: { 'old-disk': 'new-disk', 'mystery-disk': 'new-disk', 'new-disk': 'dear-disk' },
  includedIops: { 'new-disk': 3_000 },
  readSuccessorOf: (machineType) =>
    ({ 'gen1.large': 'gen2.large', 'gen1.huge': 'gen2.large', 'gen1.odd': 'gen2.odd' })[machineType] ?? null,
  isPreviousGeneration: (machineType) => machineType.startsWith('gen1.'),
};

/** Judged at noon of 2026-11-20, with the prices above for one provider and none for the others. */
export const sampleCostSettings: Omit<CostFindingsSettings, 'instancesComeFirst'> = {
  ...defaultCostThresholds,
  nowMs: Date.parse('2026-11-20T12:00:00Z'),
  factsByProvider: new Map([['aws', sampleFacts]]),
  reservedTagPrefixes: new Map([['aws', ['aws:']]]),
  listLimit: 1_000,
};
