// What no linter says about files: their size, and clocks in the pure domain.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sourceFiles } from './source-files.ts';

const maxLines = 400;
const reasonMarker = /^\/\/ Long because /m;
const linesOnTop = 5;

const root = process.argv[2] ?? join(import.meta.dirname, '..');
const folders = ['packages', 'bench', 'e2e', 'scripts'].filter((folder) => existsSync(join(root, folder)));

const problems: string[] = [];
for (const file of sourceFiles(root, folders)) {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.split('\n');
  const isGenerated = file.includes('.generated.');
  if (lines.length - 1 > maxLines && !isGenerated && !reasonMarker.test(lines.slice(0, linesOnTop).join('\n'))) {
    problems.push(
      `${file}: ${lines.length - 1} lines. Split it by responsibility, or say in one of its first ${linesOnTop} lines ` +
        '"// Long because ...".',
    );
  }
  if (file.startsWith('packages/core/src/') && !file.endsWith('.test.ts')) {
    const line = lines.findIndex((each) => /new Date\(\s*\)|\bDate\(\s*\)/.test(each) && !/^\s*(\/\/|\*)/.test(each));
    if (line !== -1) problems.push(`${file}:${line + 1}: core is pure: take the time as an argument.`);
  }
}

for (const problem of problems) console.log(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
