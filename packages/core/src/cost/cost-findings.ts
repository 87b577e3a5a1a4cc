import { readNumber, readText, readTexts } from '../inventory/read-attribute.ts';
import type { ReservedTagPrefixes } from '../inventory/reserved-tags.ts';
import type { ResourceKind } from '../inventory/resource-type.ts';
import type { Resource } from '../inventory/resource.ts';
import type { ResourceStatus } from '../inventory/status.ts';
import { toStoppedInstance } from '../inventory/stopped.ts';
import { isUntagged } from '../inventory/untagged.ts';
import type { CostFinding } from './cost-finding.ts';
import { createCostReport } from './cost-report.ts';
import type { CostReport } from './cost-report.ts';
import type { CostContext, CostRule } from './cost-rule.ts';
import { costRules } from './cost-rules.ts';
import { toNeighbourKey, toStoppedFinding } from './rules/stopped-instances.ts';
import type { AttachedVolume, StoppedCandidate } from './rules/stopped-instances.ts';
import { readResourcePrice, toMonthlyCost } from './saving.ts';

export interface CostFindingsSettings extends CostContext {
  readonly reservedTagPrefixes: ReservedTagPrefixes;
  /** How many findings to list, the largest savings first; all of them are counted and added up. */
  readonly listLimit: number;
  /**
   * Promises that all instances are added before the first volume: then only the volumes of long-stopped instances need
   * to be kept, which matters for 100,000 volumes. Breaking the promise throws.
   */
  readonly instancesComeFirst: boolean;
}

/**
 * Judges a stream of resources. Memory holds a small record of each attached volume and long-stopped instance, since
 * these must be brought together, and the listed findings; whole resources are not kept. Neither the order of adding nor
 * anything else but the resources changes the report. Each resource must be added once.
 */
export interface CostFindingsBuilder {
  add(resource: Resource): void;
  /** The report of all that was added. Nothing may be added afterwards. */
  finish(): CostReport;
}

/** A volume, and the finding on it that stands unless a stopped instance's finding counts the volume as a whole. */
interface VolumeRecord extends AttachedVolume {
  readonly upgrade: CostFinding | null;
}

/** What comes or goes is no waste: a volume in the making is attached to nothing yet. */
const transientStatuses: ReadonlySet<ResourceStatus> = new Set(['pending', 'starting', 'terminating', 'terminated']);

/** Starts an empty report on waste. */
export function createCostFindingsBuilder(settings: CostFindingsSettings): CostFindingsBuilder {
  const rulesByKind: ReadonlyMap<ResourceKind, readonly CostRule[]> = Map.groupBy(costRules, (rule) => rule.kind);
  const report = createCostReport(settings);
  const volumes = new Map<string, VolumeRecord>();
  const candidates: StoppedCandidate[] = [];
  /** Volumes that a candidate names. */
  const wanted = new Set<string>();
  let volumesBegan = false;

  function addStopped(instance: Resource): void {
    const stopped = toStoppedInstance(instance, settings.nowMs);
    if (stopped.stoppedDays !== null && stopped.stoppedDays < settings.stoppedDays) {
      report.countRecentlyStopped();
      return;
    }
    const volumeIds = readTexts(instance.attributes, 'volume_ids') ?? null;
    candidates.push({ ...stopped, volumeIds });
    for (const id of volumeIds ?? []) wanted.add(toNeighbourKey(instance, id));
  }

  function addAttachedVolume(volume: Resource, upgrade: CostFinding | null): void {
    const key = toNeighbourKey(volume, volume.nativeId);
    if (settings.instancesComeFirst && !wanted.has(key)) {
      if (upgrade !== null) report.add(upgrade);
      return;
    }
    const sizeGib = readNumber(volume.attributes, 'size_gib');
    const price = readResourcePrice(volume, 'volume_gib_month', readText(volume.attributes, 'volume_type'), settings);
    volumes.set(key, {
      cost: toMonthlyCost(price, sizeGib),
      sizeGib: sizeGib ?? null,
      attachedTo: readTexts(volume.attributes, 'attached_to') ?? null,
      upgrade,
    });
  }

  return {
    add(resource) {
      if (resource.kind === 'volume') volumesBegan = true;
      if (resource.kind === 'instance' && volumesBegan && settings.instancesComeFirst) {
        throw new Error('an instance was added after a volume, although instances were to come first');
      }
      if (isUntagged(resource, settings.reservedTagPrefixes)) report.countUntagged();
      if (transientStatuses.has(resource.status)) return;
      if (resource.kind === 'instance' && resource.status === 'stopped') addStopped(resource);
      const findings = (rulesByKind.get(resource.kind) ?? [])
        .map((rule) => rule.find(resource, settings))
        .filter((finding) => finding !== null);
      if (resource.kind === 'volume' && readTexts(resource.attributes, 'attached_to')?.length !== 0) {
        addAttachedVolume(resource, findings[0] ?? null);
      } else {
        for (const finding of findings) report.add(finding);
      }
    },
    finish() {
      const claimed = new Set<string>();
      const candidateKeys = new Set(candidates.map(({ resource }) => toNeighbourKey(resource, resource.nativeId)));
      // In a fixed order, so that a volume shared by two stopped instances is always counted with the same one.
      candidates.sort((a, b) => (a.resource.uid < b.resource.uid ? -1 : 1));
      for (const candidate of candidates) {
        report.add(toStoppedFinding(candidate, { volumes, candidates: candidateKeys, claimed }));
      }
      for (const [key, { upgrade }] of volumes) if (upgrade !== null && !claimed.has(key)) report.add(upgrade);
      return report.build();
    },
  };
}

/** Judges resources one by one, in any order. */
export function planCostFindings(
  resources: Iterable<Resource>,
  settings: Omit<CostFindingsSettings, 'instancesComeFirst'>,
): CostReport {
  const builder = createCostFindingsBuilder({ ...settings, instancesComeFirst: false });
  for (const resource of resources) builder.add(resource);
  return builder.finish();
}
