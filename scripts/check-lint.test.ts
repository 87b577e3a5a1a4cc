import { copyFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plantedTree, repository } from './planted-tree.ts';
import { runCommand, type CommandResult } from './run-command.ts';

const violations = [
  ['no-default-export', 'packages/server/src/a.ts', 'export default 1;\n'],
  ['no-floating-promises', 'packages/server/src/b.ts', 'export function f(): void {\n  Promise.resolve(1);\n}\n'],
  [
    'no-misused-promises',
    'packages/server/src/c.ts',
    'export function f(list: number[]): void {\n  list.forEach(async () => { await Promise.resolve(); });\n}\n',
  ],
  [
    'consistent-type-imports',
    'packages/server/src/d.ts',
    `import { Value } from './value.ts';\nexport const value: Value = 1;\n`,
  ],
  ['no-explicit-any', 'packages/server/src/e.ts', 'export type Anything = any;\n'],
  ['no-process-env', 'packages/server/src/f.ts', `export const home = process.env['HOME'];\n`],
  ['no-restricted-imports', 'packages/server/src/g.ts', `import { env } from 'node:process';\nexport { env };\n`],
  ['no-console', 'packages/server/src/h.ts', `console.log('hello');\n`],
  ['explicit-module-boundary-types', 'packages/server/src/i.ts', 'export function f() {\n  return 1;\n}\n'],
  ['filename-case', 'packages/server/src/notKebab.ts', 'export const value = 1;\n'],
  [
    'switch-exhaustiveness-check',
    'packages/server/src/j.ts',
    `export function f(value: 'a' | 'b'): void {\n  switch (value) {\n    case 'a':\n      return;\n  }\n}\n`,
  ],
  ['no-restricted-properties', 'packages/core/src/a.ts', 'export const now = Date.now();\n'],
  ['no-restricted-properties', 'packages/core/src/b.ts', 'export const chance = Math.random();\n'],
  ['no-restricted-globals', 'packages/core/src/c.ts', `export const answer = fetch('http://localhost');\n`],
  [
    'no-focused-tests',
    'packages/server/src/k.test.ts',
    `import { expect, it } from 'vitest';\nit.only('x', () => {\n  expect(1).toBe(1);\n});\n`,
  ],
] as const;

const allowed = {
  'packages/core/src/index.ts': 'export const value = 1;\n',
  'packages/server/src/index.ts': 'export const value = 1;\n',
  'packages/server/src/value.ts': 'export type Value = number;\n',
  'packages/server/src/config.ts': `export const home = process.env['HOME'];\n`,
  'packages/tradewind/src/bin.ts': `export const home = process.env['HOME'];\n`,
  'packages/server/src/allowed.test.ts': `export const home = process.env['HOME'];\n`,
};

function lint(files: Readonly<Record<string, string>>): {
  tree: ReturnType<typeof plantedTree>;
  result: Promise<CommandResult>;
} {
  const tree = plantedTree(files);
  copyFileSync(join(repository, '.oxlintrc.json'), join(tree.path, '.oxlintrc.json'));
  copyFileSync(join(repository, 'tsconfig.base.json'), join(tree.path, 'tsconfig.json'));
  symlinkSync(join(repository, 'node_modules/@types'), join(tree.path, 'node_modules/@types'));
  const oxlint = join(repository, 'node_modules/oxlint/bin/oxlint');
  return { tree, result: runCommand(process.execPath, [oxlint, '--format', 'unix'], { cwd: tree.path }) };
}

describe('the linter', () => {
  let tree: ReturnType<typeof plantedTree>;
  let result: CommandResult;

  beforeAll(async () => {
    const linted = lint({ ...allowed, ...Object.fromEntries(violations.map(([, file, text]) => [file, text])) });
    tree = linted.tree;
    result = await linted.result;
  });
  afterAll(() => tree[Symbol.dispose]());

  it.each(violations)('reports %s in %s', (rule, file) => {
    const lines = result.stdout.split('\n').filter((line) => line.startsWith(`${file}:`));
    expect(lines.join('\n')).toContain(`(${rule})]`);
    expect(result.exitCode).not.toBe(0);
  });

  it('reports nothing where nothing is wrong', async () => {
    const linted = lint(allowed);
    using _tree = linted.tree;
    const { output, exitCode } = await linted.result;
    expect(output).not.toMatch(/\[Error/);
    expect(exitCode).toBe(0);
  });
});
