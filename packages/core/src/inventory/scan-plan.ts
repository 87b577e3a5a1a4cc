import type { ProviderId } from './provider.ts';
import { globalRegion } from './resource-type.ts';
import type { ResourceTypeDescriptor } from './resource-type.ts';
import type { ScanUnit } from './scan.ts';
import { matchesSelector, matchesSelectors } from './selector.ts';
import type { Selector } from './selector.ts';

/** A connection with what is to be scanned through it. */
export interface ScannableConnection {
  readonly name: string;
  readonly provider: ProviderId;
  /** Regions that were asked for, or that were found when none was. Repetitions are harmless. */
  readonly regions: readonly ScannableRegion[];
  /** The types wanted of this provider; those of other providers are ignored. */
  readonly types: readonly ResourceTypeDescriptor[];
}

export interface ScannableRegion {
  readonly name: string;
  /** False when the account may not use it, as far as is known. */
  readonly enabled: boolean;
}

/** Why a unit is not attempted: `excluded` and `not_selected` are the user's wish, `region_disabled` is not. */
export type PlanSkipCause = 'excluded' | 'not_selected' | 'region_disabled';

export interface SkippedScanUnit extends ScanUnit {
  readonly cause: PlanSkipCause;
  /** A sentence for a person. */
  readonly reason: string;
}

export interface ScanPlan {
  readonly units: readonly ScanUnit[];
  readonly skipped: readonly SkippedScanUnit[];
}

/**
 * Splits a scan into units: regional types in each region, global types once per connection under `global`, whatever
 * the regions. Selectors then take units away. Neighbours in the plan lie in different regions, so that working through
 * it in order spreads the calls over the providers' endpoints. No unit stands in it twice.
 */
export function planScanUnits(connections: readonly ScannableConnection[], selectors: readonly Selector[]): ScanPlan {
  const units: ScanUnit[] = [];
  const skipped: SkippedScanUnit[] = [];
  for (const connection of connections) {
    const regions = [...new Map(connection.regions.map((region) => [region.name, region])).values()];
    const types = new Map(connection.types.map((type) => [type.id, type])).values();
    for (const type of types) {
      if (type.provider !== connection.provider) continue;
      const places = type.scope === 'global' ? [{ name: globalRegion, enabled: true }] : regions;
      for (const region of places) {
        const unit = {
          connection: connection.name,
          provider: connection.provider,
          region: region.name,
          resourceType: type.id,
        };
        const obstacle = findObstacle(unit, region, selectors);
        if (obstacle === null) units.push(unit);
        else skipped.push({ ...unit, ...obstacle });
      }
    }
  }
  return { units, skipped };
}

function findObstacle(
  unit: ScanUnit,
  region: ScannableRegion,
  selectors: readonly Selector[],
): { cause: PlanSkipCause; reason: string } | null {
  if (!matchesSelectors(selectors, unit)) {
    const exclusion = selectors.find((selector) => selector.excludes && matchesSelector(selector, unit));
    return exclusion === undefined
      ? { cause: 'not_selected', reason: 'no selector includes it' }
      : { cause: 'excluded', reason: `excluded by selector ${exclusion.text}` };
  }
  if (!region.enabled)
    return { cause: 'region_disabled', reason: `region ${region.name} is not enabled for this account` };
  return null;
}
