import { exitCodes, type ExitCode } from './exit-code.ts';

/** A failure that a person can do something about: what happened in one sentence, then what to do next. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly nextStep: string | null;
  readonly exitCode: ExitCode;

  constructor(message: string, options: { nextStep?: string; exitCode?: ExitCode; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.nextStep = options.nextStep ?? null;
    this.exitCode = options.exitCode ?? exitCodes.failed;
  }
}

/** The user asked to stop. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}
