import { daysSince } from '../../days-since.ts';
import { readNumber, readText } from '../../inventory/read-attribute.ts';
import type { CostRule } from '../cost-rule.ts';
import { countOf, toFinding } from '../cost-rule.ts';
import { readResourcePrice, toMonthlyCost } from '../saving.ts';

/**
 * Snapshots are billed for the blocks that they store, which providers do not tell; the size of the source volume is all
 * that is known. So the saving is at most that.
 */
export const oldSnapshots: CostRule = {
  type: 'old_snapshots',
  priority: 'LOW',
  kind: 'snapshot',
  describe: (count, { snapshotDays }) => `${countOf(count, 'snapshot')} at least ${snapshotDays} days old`,
  advise: () => 'Delete the snapshots that no image and no retention rule needs',
  find(snapshot, context) {
    const ageDays = daysSince(snapshot.createdAt, context.nowMs);
    if (ageDays === null || ageDays < context.snapshotDays) return null;
    const sizeGib = readNumber(snapshot.attributes, 'size_gib');
    const storageTier = readText(snapshot.attributes, 'storage_tier');
    const price = readResourcePrice(snapshot, 'snapshot_gib_month', storageTier, context);
    const cost = toMonthlyCost(price, sizeGib);
    return toFinding(
      this,
      snapshot,
      { ...cost, savingIsUpperBound: cost.savingMicrosPerMonth !== null },
      {
        evidence: {
          age_days: ageDays,
          source_size_gib: sizeGib ?? null,
          storage_tier: storageTier ?? null,
          source_volume_id: readText(snapshot.attributes, 'source_volume_id') ?? null,
          description: readText(snapshot.attributes, 'description') ?? null,
        },
        message: `${ageDays} days old; what it stores is at most the size of its source volume`,
        action: 'Delete it if no image and no retention rule needs it',
      },
    );
  },
};
