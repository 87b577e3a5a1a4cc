// `npm run check`: everything that says quickly whether a change fits the house. `npm run check -- lint types` runs
// only the checks named.
import { join } from 'node:path';
import { runCommand, type CommandResult } from './run-command.ts';

interface Check {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
}

const repository = join(import.meta.dirname, '..');
const tool = (path: string): string => join(repository, 'node_modules', path);
const node = process.execPath;

// The longest first: the short ones fill the second lane.
const checks: readonly Check[] = [
  {
    name: 'tests',
    command: [
      node,
      tool('vitest/vitest.mjs'),
      'run',
      // One worker's modules serve all its files: a third of the time. `npm test` gives each file its own.
      '--no-isolate',
      '--project',
      'unit',
      '--project',
      'contract',
      '--project',
      'house',
    ],
  },
  { name: 'types', command: [node, tool('@typescript/native/bin/tsc'), '-b'] },
  { name: 'lint', command: [node, tool('oxlint/bin/oxlint'), '--format', 'unix'] },
  { name: 'unused', command: [node, tool('knip/bin/knip.js')] },
  { name: 'boundaries', command: [node, 'scripts/check-boundaries.ts'] },
  { name: 'format', command: [node, tool('oxfmt/bin/oxfmt'), '--check', '.'] },
  { name: 'generated', command: [node, 'scripts/check-generated.ts'] },
  { name: 'files', command: [node, 'scripts/check-files.ts'] },
];

const concurrency = 2;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(
    `No check is called ${unknown.join(', ')}. There are: ${checks.map((check) => check.name).join(', ')}.`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = await runChecks(checks.filter((check) => wanted.length === 0 || wanted.includes(check.name)));
}

async function runChecks(queue: readonly Check[]): Promise<number> {
  const startedAt = performance.now();
  const waiting = [...queue];
  const failures: Array<{ check: Check; result: CommandResult }> = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const [command, ...args] = check.command;
      const result = await runCommand(command, args, {
        cwd: repository,
        env: { NO_COLOR: '1', FORCE_COLOR: undefined },
      });
      if (result.exitCode !== 0) failures.push({ check, result });
      console.log(
        `${result.exitCode === 0 ? 'ok    ' : 'FAILED'} ${check.name.padEnd(10)} ${seconds(result.durationMs)}`,
      );
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));

  for (const { check, result } of failures) {
    console.log(`\n--- ${check.name}: ${check.command.slice(1).join(' ').replaceAll(`${repository}/`, '')}\n`);
    console.log(result.output.trimEnd());
  }
  const verdict = failures.length === 0 ? 'all passed' : `${failures.length} failed`;
  console.log(`\n${queue.length} checks, ${verdict}, ${seconds(performance.now() - startedAt)}`);
  return failures.length === 0 ? 0 : 1;
}

function seconds(durationMs: number): string {
  return `${(durationMs / 1000).toFixed(1)} s`;
}
