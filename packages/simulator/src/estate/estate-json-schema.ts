import { z } from 'zod';
import { estateFileSchema } from './estate-schema.ts';

/** The JSON schema of estate files, for editors; the file in `estates/` is this text. */
export function estateJsonSchemaText(): string {
  const schema = z.toJSONSchema(estateFileSchema, { io: 'input', target: 'draft-2020-12' });
  return `${JSON.stringify(schema, null, 2)}\n`;
}
