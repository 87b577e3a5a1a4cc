import { ApiError, type ProblemCode } from '@tradewind/api';
import { CliError, InterruptedError } from './cli-error.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { toDisplayText } from './output/display-text.ts';
import { createPalette } from './output/palette.ts';
import { OutputClosedError } from './output/write-text.ts';
import { wrapText } from './output/wrap-text.ts';
import { mayColor, widthOf } from './command-context.ts';
import type { Terminal } from './terminal.ts';

/** Problems that the user's own words on the command line cause. */
const usageProblems: ReadonlySet<ProblemCode> = new Set(['invalid_request', 'unknown_name']);

export interface ReportErrorOptions {
  readonly isVerbose: boolean;
  /** The user has asked to stop. */
  readonly isInterrupted: boolean;
}

/** Tells the user what went wrong and what to do next, on stderr, and decides what the program exits with. */
export function reportError(thrown: unknown, terminal: Terminal, options: ReportErrorOptions): ExitCode {
  const error = withoutSuppression(thrown);
  if (error instanceof OutputClosedError) return exitCodes.done;
  if (options.isInterrupted || error instanceof InterruptedError) {
    // Whatever else failed then failed because of it.
    terminal.stderr.write('Interrupted.\n');
    return exitCodes.interrupted;
  }
  const { lines, exitCode } = describe(error);
  const text = wrapText([`error: ${lines[0] ?? ''}`, ...lines.slice(1)].join('\n'), widthOf(terminal.stderr));
  const paint = createPalette(mayColor(terminal.stderr, terminal, { color: true }));
  const details = options.isVerbose ? detailsOf(error) : [];
  terminal.stderr.write(`${[text.replace(/^error:/, paint('bad', 'error:')), ...details].join('\n')}\n`);
  return exitCode;
}

/** Closing what an error left open can fail by the same cause; of both the one that is meant for people counts. */
function withoutSuppression(error: unknown): unknown {
  if (!(error instanceof SuppressedError)) return error;
  // The first is the older one, from which the others followed.
  const errors = [withoutSuppression(error.suppressed), withoutSuppression(error.error)];
  return errors.find((each) => each instanceof ApiError || each instanceof CliError) ?? errors[0];
}

function describe(error: unknown): { lines: string[]; exitCode: ExitCode } {
  if (error instanceof CliError) {
    return { lines: [error.message, ...(error.nextStep === null ? [] : [error.nextStep])], exitCode: error.exitCode };
  }
  if (error instanceof ApiError) {
    const { code, detail, problems = [] } = error.problem;
    // One problem is often the whole of it, and said already.
    const further = problems.filter(({ message }) => !detail.includes(message));
    const lines = [detail, ...further.map(({ path, message }) => `  ${path === '' ? '' : `${path}: `}${message}`)];
    return { lines, exitCode: usageProblems.has(code) ? exitCodes.usage : exitCodes.failed };
  }
  const message = error instanceof Error ? error.message : String(error);
  const lines = [`Something unforeseen happened: ${message}`, 'Run it again with --verbose for details.'];
  return { lines, exitCode: exitCodes.failed };
}

function detailsOf(error: unknown): string[] {
  const lines: string[] = [];
  if (error instanceof ApiError) lines.push(...JSON.stringify(error.problem, null, 2).split('\n'));
  for (let each: unknown = error; each instanceof Error; each = each.cause) {
    lines.push(...(each === error ? [] : ['Caused by:']), ...(each.stack ?? each.message).split('\n'));
  }
  return lines.map(toDisplayText);
}
