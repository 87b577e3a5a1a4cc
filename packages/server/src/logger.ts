import { pino, stdTimeFunctions, type DestinationStream, type Logger } from 'pino';
import { redactSecrets } from './redact.ts';

export type { Logger } from 'pino';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface LoggerOptions {
  readonly level: LogLevel;
  /** `json`: one object a line, for programs. `text`: for a person at a terminal. */
  readonly format?: 'json' | 'text';
  /** Where lines go; stderr when left out, since stdout is for data. */
  readonly destination?: DestinationStream;
}

/** Logs a static message with fields, one line each. `error` means that someone must act. */
export function createLogger({ level, format = 'json', destination = process.stderr }: LoggerOptions): Logger {
  const write = (line: string): void => {
    const safe = redactSecrets(line);
    destination.write(format === 'json' ? safe : toText(safe));
  };
  const options = {
    level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return pino(options, { write });
}

/** `warning: message field=value ...` */
function toText(line: string): string {
  const { level, msg, time: _, ...fields } = JSON.parse(line) as Record<string, unknown>;
  const shown = Object.entries(fields).map(([name, value]) => ` ${name}=${describe(value)}`);
  const label = level === 'warn' ? 'warning' : String(level);
  return `${label}: ${String(msg)}${shown.join('')}\n`;
}

function describe(value: unknown): string {
  // Of an error its message says enough for a person; the stack is in the log of programs.
  const { message } = typeof value === 'object' && value !== null ? (value as { message?: unknown }) : {};
  return JSON.stringify(message ?? value);
}
