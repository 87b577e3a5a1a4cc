import { Writable } from 'node:stream';
import type { Environment } from '../environment.ts';
import type { Terminal } from '../terminal.ts';

class CapturedStream extends Writable {
  text = '';
  readonly isTTY: boolean;
  readonly columns: number | undefined;

  constructor(columns: number | undefined) {
    super({ decodeStrings: false });
    this.isTTY = columns !== undefined;
    this.columns = columns;
  }

  override _write(chunk: string, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

export interface FakeTerminal extends Terminal {
  readonly stdout: CapturedStream;
  readonly stderr: CapturedStream;
  /** As Ctrl-C does. */
  readonly interrupt: () => void;
  /** How often it was told to end at once. */
  readonly deaths: number;
  advance(ms: number): void;
}

/** A terminal that keeps what is written. With `columns` it is one for people, else a pipe. */
export function fakeTerminal(
  options: { columns?: number; environment?: Partial<Environment>; folder?: string } = {},
): FakeTerminal {
  const listeners = new Set<() => void>();
  let nowMs = Date.parse('2026-11-20T08:00:00.000Z');
  let deaths = 0;
  return {
    stdout: new CapturedStream(options.columns),
    stderr: new CapturedStream(options.columns),
    environment: { server: null, token: null, noColor: false, dumbTerminal: false, ...options.environment },
    workingFolder: options.folder ?? '/nowhere',
    now: () => new Date(nowMs),
    onInterrupt(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    die() {
      deaths += 1;
    },
    interrupt: () => listeners.forEach((listener) => listener()),
    get deaths() {
      return deaths;
    },
    advance(ms) {
      nowMs += ms;
    },
  };
}
