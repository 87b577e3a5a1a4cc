import { readNumber, readText, readTexts } from '../../inventory/read-attribute.ts';
import type { CostRule } from '../cost-rule.ts';
import { countOf, toFinding } from '../cost-rule.ts';
import { readResourcePrice, toPriceDifference } from '../saving.ts';

/**
 * A volume of a type that a cheaper one replaces. The saving is the difference of the prices per GiB. It holds only as
 * long as the volume needs no more performance than the new price includes; where that is not certain (large volumes of
 * the old type may have more), it is an upper bound. An unattached volume is waste as a whole and no case for this.
 */
export const volumeTypeUpgrade: CostRule = {
  type: 'volume_type_upgrade',
  priority: 'MEDIUM',
  kind: 'volume',
  describe: (count) => `${countOf(count, 'volume')} of a type that a cheaper one replaces`,
  advise: () => 'Change the type of the volumes; check first that the performance included in the new price suffices',
  find(volume, context) {
    if (readTexts(volume.attributes, 'attached_to')?.length === 0) return null;
    const volumeType = readText(volume.attributes, 'volume_type') ?? null;
    const facts = context.factsByProvider.get(volume.provider);
    if (volumeType === null || facts === undefined) return null;
    const successor = Object.hasOwn(facts.volumeTypeSuccessors, volumeType)
      ? facts.volumeTypeSuccessors[volumeType]
      : undefined;
    if (successor === undefined) return null;
    const sizeGib = readNumber(volume.attributes, 'size_gib');
    const iops = readNumber(volume.attributes, 'iops') ?? null;
    const includedIops = facts.includedIops?.[successor] ?? null;
    const saving = toPriceDifference(
      readResourcePrice(volume, 'volume_gib_month', volumeType, context),
      readResourcePrice(volume, 'volume_gib_month', successor, context),
      sizeGib,
    );
    const { savingMicrosPerMonth } = saving;
    if (savingMicrosPerMonth !== null && savingMicrosPerMonth <= 0) return null;
    const isCertain = iops !== null && includedIops !== null && iops <= includedIops;
    return toFinding(
      this,
      volume,
      { ...saving, savingIsUpperBound: savingMicrosPerMonth !== null && !isCertain },
      {
        evidence: {
          volume_type: volumeType,
          successor,
          size_gib: sizeGib ?? null,
          iops,
          included_iops: includedIops,
          throughput_mibps: readNumber(volume.attributes, 'throughput_mibps') ?? null,
        },
        message:
          isCertain || includedIops === null || iops === null
            ? `${successor} replaces ${volumeType} at a lower price`
            : `${successor} replaces ${volumeType} at a lower price, which includes ${includedIops} IOPS where this volume has ${iops}`,
        action: `Change the type to ${successor}; check first that the performance included in its price suffices`,
      },
    );
  },
};
