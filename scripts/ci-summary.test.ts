import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@tradewind/test-kit';
import { describe, expect, it } from 'vitest';
import { repository } from './planted-tree.ts';
import { runCommand } from './run-command.ts';

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests?: number;
  readonly numPendingTests?: number;
  readonly testResults?: ReadonlyArray<{ status: string; name: string; assertionResults: unknown[] }>;
}

const unloaded = { status: 'failed', name: 'broken.test.ts', assertionResults: [] };

describe('the last line of a CI run', () => {
  it.each<[string, Report | null, number, string, number]>([
    ['all passed', { numPassedTests: 7, numPendingTests: 2 }, 0, '7 passed, 0 failed, 2 skipped', 0],
    ['a failed test', { numPassedTests: 7, numFailedTests: 3 }, 1, '7 passed, 3 failed, 0 skipped', 1],
    ['a failed check', { numPassedTests: 7 }, 1, '7 passed, 1 failed, 0 skipped', 1],
    [
      'a file that does not load',
      { numPassedTests: 7, testResults: [unloaded] },
      1,
      '7 passed, 1 failed, 0 skipped',
      1,
    ],
    ['no test at all', { numPassedTests: 0 }, 0, '0 passed, 1 failed, 0 skipped', 1],
    ['no report', null, 2, '0 passed, 2 failed, 0 skipped', 1],
  ])('with %s', async (_name, report, failedSteps, line, exitCode) => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'report.json');
    const empty = { numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
    if (report !== null) writeFileSync(path, JSON.stringify({ ...empty, ...report }));
    const result = await runCommand('node', [join(repository, '.ci/summary.mjs'), path, String(failedSteps)]);
    expect(result.stdout.trimEnd().split('\n').at(-1)).toBe(line);
    expect(result.exitCode).toBe(exitCode);
  });
});
