import { readText } from '../../inventory/read-attribute.ts';
import type { CostRule } from '../cost-rule.ts';
import { countOf, toFinding } from '../cost-rule.ts';
import { readResourcePrice, toPriceDifference, unknownSaving } from '../saving.ts';

/**
 * A running instance of a type that its provider counts as previous generation; a stopped one costs no hours. Prices are
 * those on demand without licence fees, so for spot capacity and Windows the saving is unknown. Where the current type is
 * known to cost as much or more there is nothing to save, and no finding.
 */
export const previousGenerationInstances: CostRule = {
  type: 'previous_generation_instances',
  priority: 'LOW',
  kind: 'instance',
  describe: (count) => `${countOf(count, 'instance')} of a previous generation`,
  advise: () => 'Change the instances to a current machine type; check drivers and architecture first',
  find(instance, context) {
    if (instance.status !== 'running') return null;
    const machineType = readText(instance.attributes, 'machine_type') ?? null;
    const facts = context.factsByProvider.get(instance.provider);
    if (machineType === null || facts?.isPreviousGeneration(machineType) !== true) return null;
    const successor = facts.readSuccessorOf(machineType);
    const lifecycle = readText(instance.attributes, 'lifecycle') ?? null;
    const platform = readText(instance.attributes, 'platform') ?? null;
    const isListPriced = lifecycle !== 'spot' && platform?.toLowerCase().includes('windows') !== true;
    const saving = isListPriced
      ? toPriceDifference(
          readResourcePrice(instance, 'instance_hour', machineType, context),
          readResourcePrice(instance, 'instance_hour', successor, context),
          context.hoursPerMonth,
        )
      : unknownSaving;
    if (saving.savingMicrosPerMonth !== null && saving.savingMicrosPerMonth <= 0) return null;
    return toFinding(this, instance, saving, {
      evidence: { machine_type: machineType, successor, lifecycle, platform },
      message:
        successor === null ? `${machineType} is of a previous generation` : `${successor} replaces ${machineType}`,
      action: `Change the machine type to ${successor ?? 'a current one'}; check drivers and architecture first`,
    });
  },
};
