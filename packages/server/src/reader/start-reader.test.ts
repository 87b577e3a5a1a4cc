import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerDescriptions } from '@tradewind/providers';
import { temporaryFolder } from '@tradewind/test-kit';
import { describe, expect, it } from 'vitest';
import { loadConfiguration } from '../config.ts';
import { migrate } from '../database/migrate.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import { StorageError } from '../database/storage-error.ts';
import { ProblemError } from '../problem-error.ts';
import { toReaderSettings } from './reader-settings.ts';
import { readValue, startReader, type Reader } from './start-reader.ts';

async function startOver(file: string): Promise<Reader & AsyncDisposable> {
  const variables = { HOME: '/nowhere' };
  const configuration = await loadConfiguration({
    providers: providerDescriptions,
    variables,
    workingFolder: '/nowhere',
  });
  const reader = startReader(toReaderSettings(configuration, file));
  return Object.assign(reader, { [Symbol.asyncDispose]: () => reader.close() });
}

async function makeDatabase(file: string): Promise<void> {
  using connection = openSqlite({ file });
  await migrate(connection, { file, version: '0', nowMs: 0 });
}

describe('the thread that reads', () => {
  it('may start before the database exists', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    await using reader = await startOver(file);
    await makeDatabase(file);
    expect(await readValue(reader, 'listScans', { limit: 1 })).toEqual({ scans: [] });
  });

  it('passes on problems and errors of the database as what they are', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    await makeDatabase(file);
    await using reader = await startOver(file);
    const problem = reader.read('readSummary', { type: ['EC3'] });
    await expect(problem).rejects.toBeInstanceOf(ProblemError);
    await expect(problem).rejects.toMatchObject({ code: 'unknown_name', problems: [{ path: 'type' }] });

    const broken = join(folder.path, 'broken.db');
    writeFileSync(broken, randomBytes(8192));
    await using other = await startOver(broken);
    const error = other.read('readSummary', {});
    await expect(error).rejects.toBeInstanceOf(StorageError);
    await expect(error).rejects.toMatchObject({ code: 'not_a_database', file: broken });
  });

  it('sees what was committed since, one state for each read', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    await makeDatabase(file);
    await using reader = await startOver(file);
    const count = async (): Promise<number> => (await readValue(reader, 'listScans', { limit: 9 })).scans.length;
    using connection = openSqlite({ file });
    const insert = connection.prepare(`insert into scan (status, started_at, request) values ('complete', 1, '{}')`);
    expect(await count()).toBe(0);
    insert.run();
    expect(await count()).toBe(1);
    connection.exec('begin');
    insert.run();
    expect(await count()).toBe(1);
    connection.exec('commit');
    expect(await count()).toBe(2);
  });

  it('takes no more reads once closed', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'tradewind.db');
    await makeDatabase(file);
    const reader = await startOver(file);
    await reader.close();
    await expect(reader.read('listScans', { limit: 1 })).rejects.toMatchObject({ code: 'shutting_down' });
  });
});
