// `npm run generate -w packages/simulator`: writes the JSON schema of estate files. With `--check` it writes nothing and
// fails when the file is stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { estateJsonSchemaText } from './estate-json-schema.ts';

const path = fileURLToPath(new URL('../../estates/estate.schema.json', import.meta.url));

if (!process.argv.includes('--check')) {
  writeFileSync(path, estateJsonSchemaText());
} else if (readFileSync(path, 'utf8') !== estateJsonSchemaText()) {
  process.stderr.write(`${path} is stale\n`);
  process.exitCode = 1;
}
