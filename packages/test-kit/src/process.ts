import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface RunningProcess extends AsyncDisposable {
  readonly child: ChildProcess;
  /** The line of output that `ready` recognised. */
  readonly readyLine: string;
  stop(): Promise<void>;
}

export interface ProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  /** Says of a line of stdout or stderr whether the process is ready. */
  readonly ready: (line: string) => boolean;
}

const linesKept = 50;

/** Far more than any of them takes. */
const readyWithinMs = 60_000;

/** Starts a program and resolves when it says that it is ready; rejects with its last output when it ends before. */
export async function startProcess(options: ProcessOptions): Promise<RunningProcess> {
  const child = spawn(options.command, options.args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  });
  const lastLines: string[] = [];
  const readyLine = await new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${options.command} was not ready within ${readyWithinMs / 1000} s:\n${lastLines.join('\n')}`));
    }, readyWithinMs);
    const onLine = (line: string): void => {
      lastLines.push(line);
      if (lastLines.length > linesKept) lastLines.shift();
      if (!options.ready(line)) return;
      clearTimeout(timer);
      resolve(line);
    };
    createInterface({ input: child.stdout }).on('line', onLine);
    createInterface({ input: child.stderr }).on('line', onLine);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      reject(new Error(`${options.command} ended (${signal ?? code}) before it was ready:\n${lastLines.join('\n')}`));
    });
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  };
  return { child, readyLine, stop, [Symbol.asyncDispose]: stop };
}
