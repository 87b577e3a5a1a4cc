import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';
import type { ExitCode } from './exit-code.ts';

/** One command, in a file of its own under `commands/<noun>/<verb>.ts`, loaded when it is asked for. */
export interface CommandModule<Options extends object = object> {
  /** Whether it writes data in the format of `-o`; one that does not refuses the option. */
  readonly writesData: boolean;
  /** Describes arguments and options. */
  configure(command: Command): void;
  /** Calls that a user could make, each with what it is for. Shown at the end of the help. */
  readonly examples: readonly (readonly [call: string, purpose: string])[];
  run(context: CommandContext, options: Options, operands: readonly string[]): Promise<ExitCode>;
}
