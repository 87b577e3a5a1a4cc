import type { SummaryReportDto } from '@tradewind/api';
import { CliError } from '../cli-error.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { formatQuantity } from '../output/numbers.ts';

type Coverage = SummaryReportDto['coverage'];

/** More scans than these would bury the latest reasons. */
const mostScansNamed = 3;

/** Why what is shown may not be all there is; nothing when the last scans confirmed all of it. */
export function toCoverageNotes(coverage: Coverage): string[] {
  if (coverage.complete) return [];
  const { incomplete_units: units, stale_resources: stale, never_scanned: never } = coverage;
  const gaps = [
    ...(units === 0 ? [] : [`the last scan of ${formatQuantity(units, 'unit')} did not complete`]),
    ...(stale === 0 ? [] : [`${formatQuantity(stale, 'resource')} could not be confirmed`]),
  ];
  const ids = coverage.incomplete_scan_ids.slice(0, mostScansNamed);
  const where = (ids.length === 0 ? ['latest'] : ids).map((id) => `\`tradewind scans get ${id}\``).join(', ');
  return [
    ...(gaps.length === 0
      ? []
      : [`This inventory is incomplete: ${gaps.join(', and ')}. For the reasons, run ${where}.`]),
    ...(gaps.length > 0 && never.length === 0
      ? []
      : [`Nothing of ${never.length === 0 ? 'this' : never.join(', ')} was ever scanned; run \`tradewind discover\`.`]),
  ];
}

/** A report about an inventory that is not all there is ends as partial. */
export function toCoverageExitCode(coverage: Coverage): ExitCode {
  return coverage.complete ? exitCodes.done : exitCodes.partial;
}

/** Figures of nothing would pass for good news. */
export function assertScanned(coverage: Coverage): void {
  if (coverage.scan_id !== null) return;
  throw new CliError('Nothing has been scanned yet, so there is nothing to report on.', {
    nextStep: 'Run `tradewind discover` first.',
  });
}
