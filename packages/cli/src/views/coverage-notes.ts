import type { SummaryReportDto } from '@tradewind/api';
import { CliError } from '../cli-error.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import { formatQuantity } from '../output/numbers.ts';

type Coverage = SummaryReportDto['coverage'];

/** Why what is shown may not be all there is; nothing when the last scan confirmed all of it. */
export function toCoverageNotes(coverage: Coverage): string[] {
  if (coverage.complete) return [];
  const gaps = [
    ...(coverage.incomplete_units === 0
      ? []
      : [`${formatQuantity(coverage.incomplete_units, 'unit')} of the last scan did not complete`]),
    ...(coverage.stale_resources === 0
      ? []
      : [`${formatQuantity(coverage.stale_resources, 'resource')} could not be confirmed`]),
  ];
  const why = gaps.length === 0 ? 'the last scan did not complete' : gaps.join(', and ');
  return [`This inventory is incomplete: ${why}. \`tradewind scans get latest\` shows the reasons.`];
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
