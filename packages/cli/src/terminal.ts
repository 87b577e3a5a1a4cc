import { readEnvironment, type Environment } from './environment.ts';
import { exitCodes } from './exit-code.ts';

/** Where text goes: the part of a writable stream that is used. */
export interface TextStream extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number | undefined;
}

/** What a command sees of the world around it; tests hand in their own. */
export interface Terminal {
  /** Data only. */
  readonly stdout: TextStream;
  /** Everything else. */
  readonly stderr: TextStream;
  readonly environment: Environment;
  /** The folder that relative paths start from. */
  readonly workingFolder: string;
  now(): Date;
  /** Calls back on SIGINT, SIGTERM and SIGHUP until the returned function is called. */
  onInterrupt(listener: () => void): () => void;
  /** Ends this process at once, whatever is under way; only listeners of its exit still run. */
  die(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The terminal that this process runs in. */
export function processTerminal(): Terminal {
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: readEnvironment(),
    workingFolder: process.cwd(),
    now: () => new Date(),
    onInterrupt(listener) {
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
    die() {
      // oxlint-disable-next-line no-restricted-properties -- asked for twice: nothing is waited for any more
      process.exit(exitCodes.interrupted);
    },
  };
}
