import { basename, join } from 'node:path';
import { build } from 'tsdown';
import { describe, expect, it } from 'vitest';
import { plantedTree } from '../planted-tree.ts';
import { runCommand } from '../run-command.ts';
import { fileReferences } from './file-references.ts';

const program = `
import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

const read = (url: URL | string): string => readFileSync(new URL(url), 'utf8').trim();
const { greet } = await import('./deep/greet.ts');
console.log(greet());
console.log((await import('./deep/farewell.ts')).farewell());
console.log(read(new URL('../estate.yaml', import.meta.url)));
console.log(read(import.meta.resolve('zod/package.json')));
console.log(read(new URL('../package.json', import.meta.url)));
new Worker(new URL('./count-worker.ts', import.meta.url)).once('message', (message) => console.log(message));
`;

const tree = {
  'src/main.ts': program,
  // A reference from another folder, in a chunk of its own.
  'src/deep/greet.ts': `import { readFileSync } from 'node:fs';
export const greet = (): string => readFileSync(new URL('../../greeting.txt', import.meta.url), 'utf8').trim();\n`,
  'src/count-worker.ts': `import { parentPort } from 'node:worker_threads';
import { one } from './one.ts';
parentPort?.postMessage('counted ' + one);\n`,
  'src/deep/farewell.ts': `import { readFileSync } from 'node:fs';
import { join } from 'node:path';
export const farewell = (): string => readFileSync(join(import.meta.dirname, '../../farewell.txt'), 'utf8').trim();\n`,
  'farewell.txt': 'bye\n',
  'src/one.ts': 'export const one: number = 1;\n',
  'estate.yaml': 'estate: sample\n',
  'greeting.txt': 'hello\n',
};

async function bundle(root: string): Promise<string[]> {
  const assets: string[] = [];
  await build({
    config: false,
    cwd: root,
    entry: { main: 'src/main.ts' },
    outDir: join(root, 'package/lib'),
    platform: 'node',
    target: 'node24',
    fixedExtension: false,
    dts: false,
    logLevel: 'silent',
    plugins: [fileReferences({ manifestPath: join(root, 'package.json'), onAsset: (path) => assets.push(path) })],
  });
  return assets;
}

describe('references to files', () => {
  it('find the same files from the bundle as from the sources', async () => {
    using folder = plantedTree(tree);
    const assets = await bundle(folder.path);
    const fromSources = await runCommand(process.execPath, [join(folder.path, 'src/main.ts')]);

    const elsewhere = plantedTree({});
    using _elsewhere = elsewhere;
    await runCommand('cp', ['-r', join(folder.path, 'package/lib'), join(elsewhere.path, 'lib')]);
    const fromBundle = await runCommand(process.execPath, [join(elsewhere.path, 'lib/main.js')]);

    expect(fromSources.stdout.split('\n')).toEqual([
      'hello',
      'bye',
      'estate: sample',
      expect.stringContaining('"zod"'),
      expect.stringContaining('"planted"'),
      'counted 1',
      '',
    ]);
    expect(fromBundle.output).toBe(fromSources.output);
    expect(assets.map((path) => basename(path)).toSorted()).toEqual([
      'estate.yaml',
      'farewell.txt',
      'greeting.txt',
      'package.json',
    ]);
  });

  it.each([
    `export const path = import.meta.dirname + '/estate.yaml';`,
    `const name = './estate.yaml';\nexport const url = new URL(name, import.meta.url);`,
    `import { createRequire } from 'node:module';\nexport const load = createRequire(import.meta.url);`,
    `export const where = (name: string): string => import.meta.resolve(name);`,
  ])('fail the build when they would point nowhere: %s', async (code) => {
    using folder = plantedTree({ 'src/main.ts': code });
    await expect(bundle(folder.path)).rejects.toThrow(/would not find its file in the published package/);
  });
});
