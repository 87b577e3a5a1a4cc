import type { CoverageDto } from '@tradewind/api';
import { globalRegion, type ProviderId } from '@tradewind/core';
import type { ReadContext } from '../../reader/read-context.ts';
import type { ReaderSettings } from '../../reader/reader-settings.ts';
import type { ResourceFilter } from './resource-filter.ts';
import { readLastEndedScan, readLatestOutcomes, type UnitOutcomeRow } from './coverage-store.ts';
import { toTimestamp } from './to-wire.ts';

/** The region under which the ledger has the units of a connection whose regions could not even be listed. */
export const allRegions = '*';

/** The latest outcome of each unit that a filter is about. */
export async function readUnits(context: ReadContext, filter: ResourceFilter): Promise<readonly UnitOutcomeRow[]> {
  const configured = context.settings.connections;
  return withoutOutdated(await readLatestOutcomes(context.db)).filter(
    (unit) => isScannedStill(unit, configured) && (unit.region === allRegions || filter.matchesPlace(toPlace(unit))),
  );
}

/** What is configured no longer is not scanned any more: how its last scan went would stand in reports for ever. */
function isScannedStill(unit: UnitOutcomeRow, configured: ReaderSettings['connections']): boolean {
  return configured.some(
    ({ name, regions }) =>
      name === unit.connection &&
      (regions === null || unit.region === globalRegion || unit.region === allRegions || regions.includes(unit.region)),
  );
}

/**
 * How far a report over what the filter selects can be trusted. It is complete when every unit in question was scanned
 * and the last scan of each read everything.
 */
export async function readCoverage(
  context: ReadContext,
  filter: ResourceFilter,
  staleResources: number,
): Promise<CoverageDto> {
  const last = await readLastEndedScan(context.db);
  if (last === null) {
    return { scan_id: null, scanned_at: null, complete: false, stale_resources: 0, incomplete_units: 0 };
  }
  const units = await readUnits(context, filter);
  const incomplete = units.filter(
    ({ outcome, reason_code: reason }) => outcome !== 'complete' && reason !== 'superseded',
  );
  // Nobody knows whether the filter would have selected what was lost.
  const incompleteUnits = incomplete.length + last.unitsLost;
  return {
    scan_id: `scan-${last.number}`,
    scanned_at: last.finishedAt === null ? null : toTimestamp(last.finishedAt),
    complete: units.length > 0 && incompleteUnits === 0 && staleResources === 0,
    stale_resources: staleResources,
    incomplete_units: incompleteUnits,
  };
}

/** Leaves out the stand-ins for unknown regions where a later scan got to know them. */
function withoutOutdated(units: readonly UnitOutcomeRow[]): readonly UnitOutcomeRow[] {
  const latestScan = new Map<string, number>();
  for (const unit of units) {
    const key = `${unit.connection}\n${unit.resource_type}`;
    latestScan.set(key, Math.max(latestScan.get(key) ?? 0, unit.scan));
  }
  return units.filter(
    (unit) => unit.region !== allRegions || latestScan.get(`${unit.connection}\n${unit.resource_type}`) === unit.scan,
  );
}

function toPlace(unit: UnitOutcomeRow) {
  return {
    provider: unit.provider as ProviderId,
    region: unit.region,
    resourceType: unit.resource_type,
    connection: unit.connection,
  };
}
