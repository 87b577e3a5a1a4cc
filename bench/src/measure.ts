import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Figures of one run of a program, taken from outside. */
export interface Run {
  readonly wallMs: number;
  /** Peak resident memory, or null where the system does not tell (only Linux does). */
  readonly peakRssMb: number | null;
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const pollEveryMs = 20;

/** Runs a program to its end. */
export function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd?: string,
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const startedAt = performance.now();
    const child = spawn(command, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
    let peakRssMb: number | null = null;
    // The high-water mark only rises: the last reading before the end is the peak but for a few milliseconds.
    const poll = setInterval(() => {
      peakRssMb = readPeakRssMb(child.pid) ?? peakRssMb;
    }, pollEveryMs);
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk: Buffer) => (output.stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output.stderr += chunk.toString()));
    child.once('error', reject);
    child.once('close', (exitCode) => {
      clearInterval(poll);
      resolve({ wallMs: performance.now() - startedAt, peakRssMb, exitCode, ...output });
    });
  });
}

function readPeakRssMb(pid: number | undefined): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const kb = /^VmHWM:\s+(\d+) kB/m.exec(status)?.[1];
    return kb === undefined ? null : Number(kb) / 1024;
  } catch {
    return null;
  }
}

/** As `run`, but a run that fails ends the bench with what it printed. */
export async function runOk(...args: Parameters<typeof run>): Promise<Run> {
  const done = await run(...args);
  if (done.exitCode !== 0) {
    throw new Error(
      `${args[0]} ${args[1].join(' ')} exited with ${done.exitCode}:\n${done.stderr}\n${done.stdout.slice(0, 2000)}`,
    );
  }
  return done;
}

/** The median of peaks, or null where one of them is not known. */
export function medianPeakRssMb(runs: readonly Pick<Run, 'peakRssMb'>[]): number | null {
  const known = runs.map(({ peakRssMb }) => peakRssMb).filter((peak) => peak !== null);
  return known.length === runs.length ? median(known) : null;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
