import type { StoppedInstance } from '../../inventory/stopped.ts';
import type { CostFinding, PriceSource, Saving } from '../cost-finding.ts';
import type { RuleText } from '../cost-rule.ts';
import { countOf } from '../cost-rule.ts';
import { toPriceSources, unknownSaving } from '../saving.ts';

/** A stopped machine costs its disks, not its hours. */
export const stoppedInstances: RuleText & Pick<CostFinding, 'type' | 'priority'> = {
  type: 'stopped_instances',
  priority: 'HIGH',
  describe: (count, { stoppedDays }) =>
    `${countOf(count, 'instance')} stopped for ${stoppedDays} days or more, or since an unknown time`,
  advise: ({ stoppedDays }) =>
    `Review and terminate instances stopped for ${stoppedDays} days or more; snapshot the disks that may be needed`,
};

/** A stopped instance that is a finding, until its disks are known. */
export interface StoppedCandidate extends StoppedInstance {
  /** Native ids of its volumes, or null when the provider did not tell. */
  readonly volumeIds: readonly string[] | null;
}

/** What is known of an attached volume. */
export interface AttachedVolume {
  readonly cost: Saving;
  readonly sizeGib: number | null;
  /** Native ids of the instances that it is attached to, or null when not known. */
  readonly attachedTo: readonly string[] | null;
}

/** The volumes and the other stopped instances around a candidate; keys are those of `toNeighbourKey`. */
export interface StoppedSurroundings {
  readonly volumes: ReadonlyMap<string, AttachedVolume>;
  /** Every stopped instance that is a finding. */
  readonly candidates: ReadonlySet<string>;
  /** Volumes that a finding has counted; this one adds its own. */
  readonly claimed: Set<string>;
}

/** Identifies something by a native id that a resource of the same account and region mentions. */
export function toNeighbourKey(
  { provider, account, region }: { readonly provider: string; readonly account: string; readonly region: string },
  nativeId: string,
): string {
  return `${provider}/${account}/${region}/${nativeId}`;
}

/**
 * The finding on a stopped instance: it saves what those of its volumes cost that nothing else needs. A volume shared
 * with an instance that stays is not saved, and one shared by two findings counts once. One volume without a known
 * cost makes the saving unknown.
 */
export function toStoppedFinding(candidate: StoppedCandidate, surroundings: StoppedSurroundings): CostFinding {
  const { volumeIds, resource, machineType, stoppedAt, stoppedDays } = candidate;
  const sources: PriceSource[] = [];
  let micros = 0;
  let gib = 0;
  const counts = { freed: 0, unknown: 0, shared: 0 };
  for (const volumeId of new Set(volumeIds)) {
    const key = toNeighbourKey(resource, volumeId);
    const volume = surroundings.volumes.get(key);
    if (volume !== undefined && (surroundings.claimed.has(key) || isNeeded(volume))) {
      counts.shared += 1;
      continue;
    }
    if (volume !== undefined) {
      surroundings.claimed.add(key);
      counts.freed += 1;
      gib += volume.sizeGib ?? 0;
      sources.push(...volume.cost.priceSources);
    }
    const cost = volume?.cost.savingMicrosPerMonth ?? null;
    if (cost === null) counts.unknown += 1;
    else micros += cost;
  }
  const isKnown = volumeIds !== null && counts.unknown === 0;
  return {
    type: stoppedInstances.type,
    priority: stoppedInstances.priority,
    resource,
    ...(isKnown
      ? { savingMicrosPerMonth: micros, savingIsUpperBound: false, priceSources: toPriceSources(sources) }
      : unknownSaving),
    evidence: {
      stopped_at: stoppedAt,
      stopped_days: stoppedDays,
      machine_type: machineType,
      volume_ids: volumeIds,
      volumes_gib: isKnown ? gib : null,
      volumes_of_unknown_cost: volumeIds === null ? null : counts.unknown,
      volumes_needed_elsewhere: counts.shared,
    },
    message: `${describeStop(stoppedDays)}; ${describeDisks(volumeIds, counts.freed)}`,
    action: 'Terminate it and delete its volumes, after a snapshot if the data may be needed',
  };

  function isNeeded({ attachedTo }: AttachedVolume): boolean {
    return attachedTo?.some((id) => !surroundings.candidates.has(toNeighbourKey(resource, id))) ?? false;
  }
}

function describeStop(stoppedDays: number | null): string {
  return stoppedDays === null ? 'Stopped, since when is not known' : `Stopped for ${countOf(stoppedDays, 'day')}`;
}

function describeDisks(volumeIds: readonly string[] | null, freed: number): string {
  if (volumeIds === null) return 'its volumes are not known';
  if (volumeIds.length === 0) return 'it has no volumes';
  return freed === 0
    ? 'none of its volumes would be freed as far as is known'
    : `${countOf(freed, 'volume')} would be freed`;
}
