import type { Kysely } from 'kysely';
import type { Catalog } from '../catalog.ts';
import type { Database } from '../database/schema.ts';
import type { ReaderSettings } from './reader-settings.ts';

/** What comes with every read: one consistent state of the database, and what is needed to make sense of it. */
export interface ReadContext {
  readonly db: Kysely<Database>;
  readonly catalog: Catalog;
  readonly settings: ReaderSettings;
  readonly nowMs: () => number;
}
