import type { DatabaseSync } from 'node:sqlite';
import type { Kysely } from 'kysely';
import { StorageError, toStorageError } from './storage-error.ts';

interface Migration {
  /** Recorded in the database: never renamed. */
  readonly name: string;
  readonly load: () => Promise<{ up(db: Kysely<unknown>): Promise<void> }>;
}

/** In the order of application; only ever added to. */
const migrations: readonly Migration[] = [
  { name: '0001-inventory', load: () => import('./migrations/0001-inventory.ts') },
];

export interface MigrateOptions {
  readonly file: string;
  /** Version of this program, recorded with what it applies. */
  readonly version: string;
  readonly nowMs: number;
}

/**
 * Brings the tables up to this program's version, all in one transaction. A database that is up to date costs one read.
 * @throws StorageError `newer` when the database has a migration that this program does not know.
 */
export async function migrate(connection: DatabaseSync, options: MigrateOptions): Promise<void> {
  try {
    connection.exec(
      'create table if not exists migration (name text primary key, applied_at integer not null, version text not null)',
    );
    const pending = readPending(connection, options);
    if (pending.length === 0) return;
    const { kyselyOnSqlite } = await import('./kysely-on-sqlite.ts');
    const db = kyselyOnSqlite(connection) as unknown as Kysely<unknown>;
    connection.exec('begin immediate');
    try {
      for (const { name, load } of pending) {
        await (await load()).up(db);
        connection
          .prepare('insert into migration (name, applied_at, version) values (?, ?, ?)')
          .run(name, options.nowMs, options.version);
      }
      connection.exec('commit');
    } catch (error) {
      // A full disk has already rolled it back.
      if (connection.isTransaction) connection.exec('rollback');
      throw error;
    }
  } catch (error) {
    throw toStorageError(error, options.file) ?? error;
  }
}

function readPending(connection: DatabaseSync, { file, version }: MigrateOptions): readonly Migration[] {
  const applied = connection
    .prepare('select name, version from migration order by name')
    .all() as unknown as ReadonlyArray<{
    readonly name: string;
    readonly version: string;
  }>;
  const unknown = applied.find(({ name }) => migrations.every((migration) => migration.name !== name));
  if (unknown !== undefined) {
    throw new StorageError(
      'newer',
      file,
      `The database ${file} is newer than this program: it was written by Tradewind ${unknown.version}, and this is ` +
        `${version}. Upgrade Tradewind, or set TRADEWIND_HOME to another folder.`,
    );
  }
  const names = new Set(applied.map(({ name }) => name));
  return migrations.filter(({ name }) => !names.has(name));
}
