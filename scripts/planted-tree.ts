import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '@tradewind/test-kit';

export const repository = join(import.meta.dirname, '..');

/** A small workspace in a temporary folder, with the packages of this repository under their names. */
export function plantedTree(files: Readonly<Record<string, string>>): { path: string } & Disposable {
  const folder = temporaryFolder();
  const write = (path: string, text: string): void => {
    const target = join(folder.path, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
  };
  const packageNames = new Set(Object.keys(files).flatMap((path) => /^packages\/([^/]+)\//.exec(path)?.[1] ?? []));
  write('package.json', JSON.stringify({ name: 'planted', private: true, type: 'module' }));
  for (const name of packageNames) {
    const scopedName = name === 'tradewind' ? name : `@tradewind/${name}`;
    const manifest = {
      name: scopedName,
      version: '0.0.0',
      type: 'module',
      exports: { '.': './src/index.ts' },
      dependencies: { zod: '1' },
    };
    write(`packages/${name}/package.json`, JSON.stringify(manifest));
    const link = join(folder.path, 'node_modules', scopedName);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(folder.path, 'packages', name), link);
  }
  for (const library of ['vitest', 'zod', 'undeclared']) {
    write(`node_modules/${library}/package.json`, JSON.stringify({ name: library, main: 'index.js', type: 'module' }));
    write(`node_modules/${library}/index.js`, 'export const nothing = 0;\n');
  }
  for (const [path, text] of Object.entries(files)) write(path, text);
  return folder;
}
