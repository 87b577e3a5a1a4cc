import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ProgramOptions {
  /** Folder that it runs in. */
  readonly folder: string;
  readonly variables?: Readonly<Record<string, string>>;
}

export interface ProgramResult {
  /** Exit code, or the name of the signal that ended it. */
  readonly code: number | string;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedProgram {
  readonly child: ChildProcessWithoutNullStreams;
  readonly result: Promise<ProgramResult>;
  /** Resolves when the text on stderr or stdout contains this. */
  until(text: string): Promise<void>;
  /** The first address on its stdout. */
  address(): Promise<string>;
}

const repository = join(import.meta.dirname, '../../..');
const bin = join(repository, 'packages/tradewind/src/bin.ts');

/** Variables of the caller that could lead a program to other state, credentials or servers than the test's. */
const foreign = /^(AWS_|TRADEWIND_|XDG_|NO_COLOR$|FORCE_COLOR$)/;

function variablesFor({ folder, variables = {} }: ProgramOptions): Record<string, string> {
  const own = Object.entries(process.env).filter(([name, value]) => value !== undefined && !foreign.test(name));
  return {
    ...(Object.fromEntries(own) as Record<string, string>),
    HOME: folder,
    TRADEWIND_HOME: join(folder, 'state'),
    ...variables,
  };
}

/** Starts a script by the Node of the tests. */
export function startScript(script: string, args: readonly string[], options: ProgramOptions): StartedProgram {
  const child = spawn(process.execPath, [script, ...args], { cwd: options.folder, env: variablesFor(options) });
  child.stdin.end();
  const output = { stdout: '', stderr: '' };
  const watchers = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      watchers.forEach((watch) => watch());
    });
  }
  const result = once(child, 'close').then(([code, signal]) => ({
    code: (code ?? signal) as number | string,
    ...output,
  }));
  const until = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        if (output.stdout.includes(text) || output.stderr.includes(text)) resolve();
      };
      watchers.add(watch);
      watch();
      void result.then(({ stdout, stderr }) =>
        reject(new Error(`it ended without saying "${text}":\n${stdout}${stderr}`)),
      );
    });
  const address = async (): Promise<string> => {
    await until('http://');
    return /http:\/\/[^\s/]+/.exec(output.stdout)?.[0] ?? '';
  };
  return { child, result, until, address };
}

/** Starts the command line. */
export function startTradewind(args: readonly string[], options: ProgramOptions): StartedProgram {
  return startScript(bin, args, options);
}

export function runTradewind(args: readonly string[], options: ProgramOptions): Promise<ProgramResult> {
  return startTradewind(args, options).result;
}

/** A script of `examples/`. */
export function runExample(name: string, options: ProgramOptions): Promise<ProgramResult> {
  return startScript(join(repository, 'examples', `${name}.ts`), [], options).result;
}
