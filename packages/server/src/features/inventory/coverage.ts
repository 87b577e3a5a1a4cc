import type { CoverageDto } from '@tradewind/api';
import { globalRegion, type ProviderId } from '@tradewind/core';
import type { ReadContext } from '../../reader/read-context.ts';
import type { ReaderSettings } from '../../reader/reader-settings.ts';
import type { NamedPart, ResourceFilter } from './resource-filter.ts';
import { readLastEndedScan, readLatestOutcomes, type UnitOutcomeRow } from './coverage-store.ts';
import { toTimestamp } from './to-wire.ts';

/** The region under which the ledger has the units of a connection whose regions could not even be listed. */
export const allRegions = '*';

/** The latest outcome of each unit that a filter is about. */
export async function readUnits(context: ReadContext, filter: ResourceFilter): Promise<readonly UnitOutcomeRow[]> {
  const configured = context.settings.connections;
  return withoutOutdated(await readLatestOutcomes(context.db)).filter(
    (unit) => isScannedStill(unit, configured) && isWithin(unit, filter.matchesPlace),
  );
}

/** A unit for regions that could not be listed may stand for any. */
function isWithin(unit: UnitOutcomeRow, matchesPlace: ResourceFilter['matchesPlace']): boolean {
  return unit.region === allRegions || matchesPlace(toPlace(unit));
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
 * How far a report over what the filter selects can be trusted. It is complete when the last scan of every unit that was
 * ever asked for within the filter read everything, and nothing that the filter names was never asked for.
 */
export async function readCoverage(
  context: ReadContext,
  { filter, namedParts }: { readonly filter: ResourceFilter; readonly namedParts: readonly NamedPart[] },
  staleResources: number,
): Promise<CoverageDto> {
  const last = await readLastEndedScan(context.db);
  const units = await readUnits(context, filter);
  const neverScanned = namedParts.filter(({ matchesPlace }) => !units.some((unit) => isWithin(unit, matchesPlace)));
  const names = [...new Set(neverScanned.map(({ name }) => name))];
  if (last === null) {
    return {
      scan_id: null,
      scanned_at: null,
      complete: false,
      stale_resources: 0,
      incomplete_units: 0,
      incomplete_scan_ids: [],
      never_scanned: names,
    };
  }
  const incomplete = units.filter(
    ({ outcome, reason_code: reason }) => outcome !== 'complete' && reason !== 'superseded',
  );
  // Nobody knows whether the filter would have selected what was lost.
  const incompleteUnits = incomplete.length + last.unitsLost;
  const scans = new Set([...incomplete.map(({ scan }) => scan), ...(last.unitsLost > 0 ? [last.number] : [])]);
  return {
    scan_id: `scan-${last.number}`,
    scanned_at: last.finishedAt === null ? null : toTimestamp(last.finishedAt),
    complete: units.length > 0 && names.length === 0 && incompleteUnits === 0 && staleResources === 0,
    stale_resources: staleResources,
    incomplete_units: incompleteUnits,
    incomplete_scan_ids: [...scans].toSorted((a, b) => b - a).map((number) => `scan-${number}`),
    never_scanned: names,
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
