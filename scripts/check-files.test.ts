import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { plantedTree, repository } from './planted-tree.ts';
import { runCommand, type CommandResult } from './run-command.ts';

const check = (root: string): Promise<CommandResult> =>
  runCommand(process.execPath, [join(repository, 'scripts/check-files.ts'), root]);

const longText = 'export {};\n'.repeat(401);

describe('the file check', () => {
  it.each([
    ['a file of 401 lines', 'packages/core/src/long.ts', longText, 'packages/core/src/long.ts: 401 lines'],
    ['a clock in core', 'packages/core/src/clock.ts', 'export const now = new Date();\n', 'clock.ts:1: core is pure'],
  ])('reports %s', async (_name, file, text, message) => {
    using tree = plantedTree({ [file]: text });
    const { stdout, exitCode } = await check(tree.path);
    expect(stdout).toContain(message);
    expect(exitCode).toBe(1);
  });

  it.each([
    ['a file of 400 lines', 'packages/core/src/short.ts', 'export {};\n'.repeat(400)],
    ['a long file that says why', 'packages/core/src/long.ts', `// Long because it is one table.\n${longText}`],
    ['a date made from an argument', 'packages/core/src/date.ts', 'export const epoch = new Date(0);\n'],
    ['a clock outside core', 'packages/server/src/clock.ts', 'export const now = new Date();\n'],
  ])('passes %s', async (_name, file, text) => {
    using tree = plantedTree({ [file]: text });
    expect(await check(tree.path)).toMatchObject({ stdout: '', exitCode: 0 });
  });
});
