// `npm run generate -w packages/server`: writes what is generated from the configuration's schema. With `--check` it
// writes nothing and fails when a file is stale.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { toJsonSchema, toReferencePage } from './reference.ts';

const files = [
  [
    new URL('../../../../docs/reference/tradewind.schema.json', import.meta.url),
    `${JSON.stringify(toJsonSchema(), null, 2)}\n`,
  ],
  [new URL('../../../../docs/reference/configuration.md', import.meta.url), toReferencePage()],
] as const;

for (const [url, text] of files) {
  const path = fileURLToPath(url);
  if (process.argv.includes('--check')) {
    if (read(path) === text) continue;
    process.stderr.write(`${path} is stale\n`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
