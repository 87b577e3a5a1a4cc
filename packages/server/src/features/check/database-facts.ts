import { statSync } from 'node:fs';
import { sql } from 'kysely';
import type { ReadContext } from '../../reader/read-context.ts';

export interface DatabaseFacts {
  readonly file: string;
  readonly sizeBytes: number;
  /** What SQLite's own check found; empty when all is well. */
  readonly damage: readonly string[];
  readonly resources: number;
  readonly scans: number;
}

/** Looks through the whole database for damage, which takes a moment for a large one. */
export async function readDatabaseFacts({ db, settings }: ReadContext): Promise<DatabaseFacts> {
  const check = await sql<{ readonly quick_check: string }>`pragma quick_check(5)`.execute(db);
  const resources = await db
    .selectFrom('resource')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const scans = await db
    .selectFrom('scan')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return {
    file: settings.databaseFile,
    sizeBytes: statSync(settings.databaseFile).size,
    damage: check.rows.map((row) => row.quick_check).filter((text) => text !== 'ok'),
    resources: resources.count,
    scans: scans.count,
  };
}
