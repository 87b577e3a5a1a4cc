import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '@tradewind/test-kit';
import { describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import { StorageError, toStorageError, type StorageErrorCode } from './storage-error.ts';

const version = '1.2.3';

async function prepare(file: string): Promise<DatabaseSync> {
  const connection = openSqlite({ file });
  await migrate(connection, { file, version, nowMs: 0 });
  return connection;
}

async function errorOf(action: () => unknown): Promise<StorageError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof StorageError) return error;
    throw error;
  }
  throw new Error('it worked');
}

describe('the database', () => {
  it('is made where there is none, for its owner only, and keeps every commit through a crash', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    using connection = await prepare(file);
    connection.exec(`insert into tag (key, value) values ('a', 'b')`);
    expect(connection.prepare('pragma journal_mode').get()).toEqual({ journal_mode: 'wal' });
    // 2 is FULL (https://www.sqlite.org/pragma.html#pragma_synchronous).
    expect(connection.prepare('pragma synchronous').get()).toEqual({ synchronous: 2 });
    expect(connection.prepare('pragma foreign_keys').get()).toEqual({ foreign_keys: 1 });
    expect([file, `${file}-wal`, `${file}-shm`].map((path) => statSync(path).mode & 0o777)).toEqual([
      0o600, 0o600, 0o600,
    ]);
  });

  it('is migrated once', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    (await prepare(file)).close();
    using connection = openSqlite({ file });
    await migrate(connection, { file, version: '9.9.9', nowMs: 5 });
    expect(connection.prepare('select * from migration').all()).toEqual([
      { name: '0001-inventory', applied_at: 0, version },
    ]);
  });

  it('opened for reading takes no writes', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    (await prepare(file)).close();
    using connection = openSqlite({ file, readOnly: true });
    expect(connection.prepare('select count(*) as count from resource').get()).toEqual({ count: 0 });
    expect(() => connection.exec(`insert into tag (key, value) values ('a', 'b')`)).toThrow(/readonly/);
  });
});

describe('a database that cannot be used', () => {
  it('is one to read that there is not, and none is made', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    expect(await errorOf(() => openSqlite({ file, readOnly: true }))).toMatchObject({ code: 'cannot_open', file });
    expect(existsSync(file)).toBe(false);
  });

  it.each<[string, StorageErrorCode, (file: string) => unknown]>([
    [
      'a newer one',
      'newer',
      async (file) => {
        using connection = await prepare(file);
        connection.exec(`insert into migration (name, applied_at, version) values ('0999-later', 1, '7.0.0')`);
      },
    ],
    [
      'another kind of file',
      'not_a_database',
      (file) => writeFileSync(file, 'this is no database, but long enough to be looked at. '.repeat(40)),
    ],
    ['a folder', 'cannot_open', (file) => mkdirSync(file)],
    [
      'one with damaged tables',
      'corrupt',
      async (file) => {
        (await prepare(file)).close();
        const bytes = readFileSync(file);
        // The first page tells what kind of file it is and what tables there are; its end, where the tables are told of, is overwritten.
        bytes.fill(0xee, 108, 4096);
        writeFileSync(file, bytes);
      },
    ],
  ])('%s is said to be so, and left as it is', async (_, code, make) => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    await make(file);
    const before = statSync(file).isFile() ? readFileSync(file) : null;
    const error = await errorOf(async () => {
      using connection = openSqlite({ file });
      await migrate(connection, { file, version, nowMs: 0 });
    });
    expect(error.code).toBe(code);
    expect(error.message).toContain(file);
    expect(existsSync(file)).toBe(true);
    if (before !== null) expect(readFileSync(file).equals(before)).toBe(true);
  });

  // sysfs takes no files, not even from root.
  it.runIf(process.platform === 'linux')('says that a folder cannot be written', async () => {
    const error = await errorOf(() => openSqlite({ file: '/sys/tradewind.db' }));
    expect(error.code).toBe('read_only');
    expect(error.message).toMatch(/cannot be written\. Give your user write access/);
  });

  it.skipIf(process.getuid?.() === 0)('says that a file cannot be written', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    (await prepare(file)).close();
    chmodSync(file, 0o400);
    expect((await errorOf(() => openSqlite({ file }))).code).toBe('read_only');
  });

  it('names the version that wrote a newer one', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    using connection = await prepare(file);
    connection.exec(`insert into migration (name, applied_at, version) values ('0999-later', 1, '7.0.0')`);
    const error = await errorOf(() => migrate(connection, { file, version, nowMs: 0 }));
    expect(error.message).toMatch(
      /written by Tradewind 7\.0\.0, and this is 1\.2\.3\. Upgrade Tradewind, or set TRADEWIND_HOME/,
    );
  });

  it('says that the disk is full', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    using connection = await prepare(file);
    // A limit of its own makes SQLite answer as it does when the disk has no more room.
    connection.exec('pragma max_page_count = 30');
    const error = await errorOf(() => {
      try {
        connection.exec(`insert into tag (key, value) values ('a', hex(zeroblob(1000000)))`);
      } catch (thrown) {
        throw toStorageError(thrown, file) ?? new Error('no error of storage');
      }
    });
    expect(error.code).toBe('full');
    expect(error.message).toContain('what was stored before is safe');
  });

  it('says that the disk is too full for the tables, and makes none', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    using connection = openSqlite({ file });
    connection.exec('pragma max_page_count = 4');
    const error = await errorOf(() => migrate(connection, { file, version, nowMs: 0 }));
    expect(error.code).toBe('full');
    expect(connection.prepare(`select name from sqlite_schema where type = 'table'`).all()).toEqual([
      { name: 'migration' },
    ]);
  });

  it.each<[Error & { code?: string; errcode?: number }, StorageErrorCode | null]>([
    [Object.assign(new Error('x'), { code: 'ENOSPC' }), 'full'],
    [Object.assign(new Error('x'), { code: 'EROFS' }), 'read_only'],
    [Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 8 }), 'read_only'],
    // SQLITE_IOERR_FSYNC, SQLITE_READONLY_DIRECTORY, SQLITE_CORRUPT_INDEX: extended codes.
    [Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 1034 }), 'io'],
    [Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 1544 }), 'read_only'],
    [Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 779 }), 'corrupt'],
    // SQLITE_ERROR is a mistake in a statement, and not about storage.
    [Object.assign(new Error('x'), { code: 'ERR_SQLITE_ERROR', errcode: 1 }), null],
    [new Error('x'), null],
  ])('%o is known as %s', (error, code) => {
    expect(toStorageError(error, '/somewhere/tradewind.db')?.code ?? null).toBe(code);
  });
});
