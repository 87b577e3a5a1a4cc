import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import config from '../.dependency-cruiser.mjs';
import { plantedTree, repository } from './planted-tree.ts';
import { runCommand, type CommandResult } from './run-command.ts';

const entries = Object.fromEntries(
  ['core', 'api', 'providers', 'simulator', 'server', 'cli', 'tradewind', 'test-kit'].map((name) => [
    `packages/${name}/src/index.ts`,
    'export const value = 1;\n',
  ]),
);

const check = (root: string): Promise<CommandResult> =>
  runCommand(process.execPath, [join(repository, 'scripts/check-boundaries.ts'), root]);

/** Rule, file with the violation, what it imports, and whether the import is only of a type. */
const violations = [
  ['core-imports-none-of-ours', 'packages/core/src/a.ts', '@tradewind/api'],
  ['core-is-pure', 'packages/core/src/b.ts', 'node:fs'],
  ['core-is-pure', 'packages/core/src/c.ts', 'zod'],
  ['core-tests-stay-with-core', 'packages/core/src/d.test.ts', '@tradewind/server'],
  ['api-imports-none-of-ours', 'packages/api/src/a.ts', '@tradewind/core'],
  ['providers-imports-only-core', 'packages/providers/src/a.ts', '@tradewind/api'],
  ['providers-share-nothing-with-simulator', 'packages/providers/src/b.test.ts', '@tradewind/simulator'],
  ['simulator-imports-none-of-ours', 'packages/simulator/src/a.ts', '@tradewind/core'],
  ['simulator-shares-nothing-with-providers', 'packages/simulator/src/b.test.ts', '@tradewind/providers'],
  ['server-imports-only-core-providers-api', 'packages/server/src/a.ts', '@tradewind/simulator'],
  ['cli-imports-only-api', 'packages/cli/src/a.ts', '@tradewind/server'],
  ['cli-imports-only-api', 'packages/cli/src/b.ts', '@tradewind/core'],
  ['test-kit-imports-none-of-ours', 'packages/test-kit/src/a.ts', '@tradewind/core'],
  ['provider-folders-stay-apart', 'packages/providers/src/aws/a.ts', '../azure/inside.ts'],
  ['features-meet-at-their-index', 'packages/server/src/features/cost/a.ts', '../inventory/inside.ts'],
  ['packages-meet-at-their-exports', 'packages/server/src/b.ts', '../../core/src/inside.ts'],
  ['product-code-does-not-import-tests', 'packages/server/src/c.ts', '@tradewind/test-kit'],
  ['product-code-does-not-import-tests', 'packages/server/src/d.ts', 'vitest'],
  ['product-code-does-not-import-tests', 'packages/server/src/e.ts', './allowed.test.ts'],
  ['nothing-imports-the-composition-root', 'packages/cli/src/c.test.ts', 'tradewind'],
  ['dependencies-are-declared', 'packages/server/src/i.ts', 'undeclared'],
  ['benches-and-journeys-use-exports', 'bench/src/main.ts', '../../packages/server/src/index.ts'],
  ['no-cycles', 'packages/server/src/f.ts', './g.ts'],
  ['everything-resolves', 'packages/server/src/h.ts', '@tradewind/nowhere'],
] as const;

const allowed = {
  'packages/core/src/inside.ts': `import { value } from './index.ts';\nexport const inside = value;\n`,
  'packages/providers/src/azure/inside.ts': `import { value } from '@tradewind/core';\nexport const inside = value;\n`,
  'packages/server/src/features/inventory/inside.ts': 'export const inside = 1;\n',
  'packages/server/src/features/inventory/index.ts': `export { inside } from './inside.ts';\n`,
  'packages/server/src/features/cost/allowed.ts': `import { inside } from '../inventory/index.ts';\nexport { inside };\n`,
  'packages/server/src/allowed.ts': ['core', 'providers', 'api']
    .map((name) => `import { value as ${name} } from '@tradewind/${name}';\n`)
    .concat(`import { join } from 'node:path';\nimport { nothing } from 'zod';\n`)
    .concat('export const all = [core, providers, api, join, nothing];\n')
    .join(''),
  'packages/server/src/allowed.test.ts': `import { value } from '@tradewind/test-kit';\nexport const inside = value;\n`,
  'packages/server/src/g.ts': `import { value } from './index.ts';\nexport const inside = value;\n`,
};

describe('the boundary check', () => {
  let tree: ReturnType<typeof plantedTree>;
  let result: CommandResult;

  beforeAll(async () => {
    const planted = Object.fromEntries(
      violations.map(([, file, imported]) => [file, `import * as planted from '${imported}';\nexport { planted };\n`]),
    );
    const secondHalfOfCycle = { 'packages/server/src/g.ts': `import * as f from './f.ts';\nexport { f };\n` };
    tree = plantedTree({ ...entries, ...allowed, ...planted, ...secondHalfOfCycle });
    result = await check(tree.path);
  });
  afterAll(() => tree[Symbol.dispose]());

  it.each(violations)('reports %s in %s', (rule, file) => {
    expect(result.stdout).toContain(`${rule}: ${file} -> `);
    expect(result.exitCode).toBe(1);
  });

  it('has a planted violation for every rule', () => {
    const rules = config.forbidden?.map((rule) => rule.name);
    expect(new Set(violations.map(([rule]) => rule))).toEqual(new Set(rules));
  });

  it('sees an import of nothing but types', async () => {
    const text = `import type { Value } from '@tradewind/api';\nexport type Other = Value;\n`;
    using typesOnly = plantedTree({ ...entries, 'packages/core/src/types.ts': text });
    expect((await check(typesOnly.path)).stdout).toContain('core-imports-none-of-ours: packages/core/src/types.ts -> ');
  });

  it('reports nothing where nothing is wrong', async () => {
    using clean = plantedTree({ ...entries, ...allowed });
    const { stdout, exitCode } = await check(clean.path);
    expect(stdout).toMatch(/ 0 problems$/m);
    expect(exitCode).toBe(0);
  });

  it('fails when it reads no import, which is how a missing TypeScript shows', async () => {
    using empty = plantedTree(entries);
    expect((await check(empty.path)).stdout).toContain('not one import');
  });
});
