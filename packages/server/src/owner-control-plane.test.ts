import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '@tradewind/test-kit';
import { expect, it } from 'vitest';
import { openControlPlane } from './control-plane.ts';

it('says that the database is damaged when only the scans in it are', async () => {
  using folder = temporaryFolder();
  const options = { configFile: null, stateFolder: folder.path, logLevel: 'silent', version: '1.2.3' } as const;
  await (await openControlPlane(options)).close();
  const file = join(folder.path, 'tradewind.db');
  const database = new DatabaseSync(file);
  const { page } = database.prepare(`select rootpage as page from sqlite_schema where name = 'scan'`).get() as {
    page: number;
  };
  const { page_size: size } = database.prepare('pragma page_size').get() as { page_size: number };
  database.close();
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(size, 'Z'), 0, size, (page - 1) * size);
  closeSync(handle);
  await expect(openControlPlane(options)).rejects.toMatchObject({
    name: 'ApiError',
    problem: { code: 'storage_unavailable', detail: expect.stringContaining('is damaged') as string },
  });
});
