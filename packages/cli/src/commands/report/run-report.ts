import type { Client, SummaryReportDto } from '@tradewind/api';
import type { Command } from 'commander';
import type { CommandContext } from '../../command-context.ts';
import type { ExitCode } from '../../exit-code.ts';
import { wholeNumber } from '../../option-values.ts';
import { toMarkdownCaveat } from '../../output/markdown-text.ts';
import { printDocument, type DocumentView } from '../../output/print-document.ts';
import { openSession } from '../../session/open-session.ts';
import { assertScanned, toCoverageExitCode, toCoverageNotes } from '../../views/coverage-notes.ts';

interface Report {
  readonly coverage: SummaryReportDto['coverage'];
}

/** Reads a report, writes it and says how far it can be trusted: an incomplete inventory exits as partial. */
export async function runReport<Document extends Report>(
  context: CommandContext,
  read: (client: Client) => Promise<Document>,
  view: DocumentView<Document>,
): Promise<{ readonly report: Document; readonly exitCode: ExitCode }> {
  await using session = await openSession(context);
  const report = await read(session.client);
  assertScanned(report.coverage);
  await printDocument(context, report, view);
  const notes = toCoverageNotes(report.coverage);
  if (context.format === 'md') await context.write(toMarkdownCaveat(notes));
  notes.forEach(context.say);
  return { report, exitCode: toCoverageExitCode(report.coverage) };
}

/** What a person wants to see of a long list before asking for more. */
const rowsForPeople = 25;

export function addLimitOption(command: Command, plural: string): void {
  command.option(
    '--limit <count>',
    `${plural} listed at most (default: ${rowsForPeople} in tables and Markdown, else all)`,
    wholeNumber(0, 1_000_000),
  );
}

/** The limit that holds for this format; null for none. */
export function toLimit(context: CommandContext, limit: number | undefined): number | null {
  const isForPeople = context.format === 'table' || context.format === 'md';
  return limit ?? (isForPeople ? rowsForPeople : null);
}
