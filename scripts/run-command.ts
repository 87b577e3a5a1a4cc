import { spawn } from 'node:child_process';

export interface CommandResult {
  readonly exitCode: number;
  /** What the command wrote, stdout and stderr in the order of arrival. */
  readonly output: string;
  readonly stdout: string;
  readonly durationMs: number;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: Record<string, string | undefined>;
}

/** Runs a command to its end and keeps what it says. A command that cannot start counts as failed (exit code 127). */
export function runCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<CommandResult> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const all: Buffer[] = [];
    const stdout: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      all.push(chunk);
      stdout.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => all.push(chunk));
    const finish = (exitCode: number): void => {
      resolve({
        exitCode,
        output: Buffer.concat(all).toString(),
        stdout: Buffer.concat(stdout).toString(),
        durationMs: performance.now() - startedAt,
      });
    };
    child.once('error', (error) => {
      all.push(Buffer.from(`${command}: ${error.message}\n`));
      finish(127);
    });
    child.once('close', (code) => finish(code ?? 1));
  });
}
