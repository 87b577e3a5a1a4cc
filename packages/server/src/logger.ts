import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { redactSecrets } from './redact.ts';

export type { Logger } from 'pino';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  readonly level: LogLevel;
  /** Where lines of JSON go; stderr when left out, since stdout is for data. */
  readonly destination?: DestinationStream;
}

/** Logs a static message with fields, one line of JSON each. `error` means that someone must act. */
export function createLogger({ level, destination = process.stderr }: LoggerOptions): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write: (line: string) => destination.write(redactSecrets(line)) },
  );
}
