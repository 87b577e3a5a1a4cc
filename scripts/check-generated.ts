// Generated files are committed, so they can go stale. A package that has some declares in its package.json
// `"generate": "node path/to/generator.ts"`; with `--check` its generator writes nothing and fails when a file differs.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';

const packages = join(import.meta.dirname, '../packages');

for (const name of readdirSync(packages)) {
  const folder = join(packages, name);
  const manifestPath = join(folder, 'package.json');
  if (!existsSync(manifestPath)) continue;
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as { scripts?: { generate?: string } };
  const [program, ...args] = manifest.scripts?.generate?.split(' ') ?? [];
  if (program === undefined) continue;
  if (program !== 'node') throw new Error(`packages/${name}: its script "generate" has to start with "node "`);
  const result = await runCommand(process.execPath, [...args, '--check'], { cwd: folder });
  if (result.exitCode === 0) continue;
  console.log(`packages/${name}: generated files are stale; run "npm run generate -w packages/${name}"`);
  console.log(result.output);
  process.exitCode = 1;
}
