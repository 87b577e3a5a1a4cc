import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { estateJsonSchemaText } from './estate/estate-json-schema.ts';

writeFileSync(join(import.meta.dirname, '../estates/estate.schema.json'), estateJsonSchemaText());
