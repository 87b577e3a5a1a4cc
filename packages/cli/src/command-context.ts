import type { GlobalOptions } from './global-options.ts';
import type { Loaders } from './loaders.ts';
import type { OutputFormat } from './output/output-format.ts';
import { createPalette, type Palette } from './output/palette.ts';
import { wrapText } from './output/wrap-text.ts';
import { writeText } from './output/write-text.ts';
import type { Terminal, TextStream } from './terminal.ts';

/** What a running command has at hand. */
export interface CommandContext {
  readonly terminal: Terminal;
  readonly loaders: Loaders;
  readonly options: GlobalOptions;
  readonly format: OutputFormat;
  /** Aborted, with an `InterruptedError`, when the user asks to stop. */
  readonly signal: AbortSignal;
  /** Writes data to stdout. */
  readonly write: (text: string) => Promise<void>;
  /** Tells the user something on stderr. */
  readonly say: (message: string) => void;
  /** Like `say`, with `--verbose` only. */
  readonly debug: (message: string) => void;
  /** Colours for stdout. */
  readonly paint: Palette;
  /** Columns of the terminal; infinite when stdout is none, so that no line of a pipe or file is broken. */
  readonly width: number;
}

const leastWidth = 40;
const usualWidth = 80;

export function widthOf(stream: TextStream): number {
  return stream.isTTY === true ? Math.max(stream.columns ?? usualWidth, leastWidth) : Infinity;
}

export function createContext(parts: {
  readonly terminal: Terminal;
  readonly loaders: Loaders;
  readonly options: GlobalOptions;
  readonly signal: AbortSignal;
}): CommandContext {
  const { terminal, options } = parts;
  const say = (message: string): void => {
    terminal.stderr.write(`${wrapText(message, widthOf(terminal.stderr))}\n`);
  };
  return {
    ...parts,
    format: options.output ?? 'table',
    write: (text) => writeText(terminal.stdout, text),
    say,
    debug: (message) => {
      if (options.verbose === true) say(message);
    },
    paint: createPalette(mayColor(terminal.stdout, terminal, options)),
    width: widthOf(terminal.stdout),
  };
}

/** Colours are for people: never in a pipe or file, nor when they said so. */
export function mayColor(stream: TextStream, terminal: Terminal, options: GlobalOptions): boolean {
  const { noColor, dumbTerminal } = terminal.environment;
  return stream.isTTY === true && options.color && !noColor && !dumbTerminal;
}
