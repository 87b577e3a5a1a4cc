import { readNumber, readText, readTexts } from '../../inventory/read-attribute.ts';
import type { CostRule } from '../cost-rule.ts';
import { countOf, toFinding } from '../cost-rule.ts';
import { readResourcePrice, toMonthlyCost } from '../saving.ts';

/** A volume costs its full size whether anything is attached to it or not. */
export const unattachedVolumes: CostRule = {
  type: 'unattached_volumes',
  priority: 'HIGH',
  kind: 'volume',
  describe: (count) => `${countOf(count, 'volume')} attached to nothing`,
  advise: () => 'Take a snapshot if the data may be needed, then delete the volumes',
  find(volume, context) {
    if (readTexts(volume.attributes, 'attached_to')?.length !== 0) return null;
    const volumeType = readText(volume.attributes, 'volume_type');
    const sizeGib = readNumber(volume.attributes, 'size_gib');
    const price = readResourcePrice(volume, 'volume_gib_month', volumeType, context);
    return toFinding(this, volume, toMonthlyCost(price, sizeGib), {
      evidence: { attached_to: [], volume_type: volumeType ?? null, size_gib: sizeGib ?? null },
      message: 'Attached to nothing',
      action: 'Take a snapshot if the data may be needed, then delete the volume',
    });
  },
};
