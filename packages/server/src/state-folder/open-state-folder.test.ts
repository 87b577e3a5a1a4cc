import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startProcess, temporaryFolder, type RunningProcess } from '@tradewind/test-kit';
import { describe, expect, it } from 'vitest';
import { StorageError } from '../database/storage-error.ts';
import {
  openStateFolder,
  StateFolderBusyError,
  type OpenStateFolderOptions,
  type OwnedStateFolder,
  type PatienceClock,
} from './open-state-folder.ts';

const program = fileURLToPath(new URL('../test-support/state-folder-process.ts', import.meta.url));
const url = 'http://127.0.0.1:1';

/** Starts a process that opens the folder, and waits until it says what it became. */
async function startOwner(
  folder: string,
  ...args: readonly string[]
): Promise<RunningProcess & { readonly said: Record<string, unknown> }> {
  const running = await startProcess({
    command: process.execPath,
    args: [program, folder, ...args],
    ready: (line) => line.startsWith('{'),
  });
  return Object.assign(running, { said: JSON.parse(running.readyLine) as Record<string, unknown> });
}

async function kill(running: RunningProcess): Promise<void> {
  const ended = new Promise((resolve) => running.child.once('exit', resolve));
  running.child.kill('SIGKILL');
  await ended;
}

/** A clock that stands still until someone sleeps; `onSleep` lets the world change meanwhile. */
function fakeClock(
  onSleep: (sleeps: number) => void | Promise<void> = () => undefined,
): PatienceClock & { readonly sleeps: () => number } {
  let now = 0;
  let sleeps = 0;
  return {
    now: () => now,
    async sleep(ms) {
      now += ms;
      sleeps += 1;
      await onSleep(sleeps);
    },
    sleeps: () => sleeps,
  };
}

const alive: OpenStateFolderOptions['isAlive'] = async () => true;

async function own(folder: string): Promise<OwnedStateFolder> {
  const opened = await openStateFolder({ folder, isAlive: alive });
  if (opened.role !== 'owner') throw new Error('not the owner');
  return opened;
}

describe('a state folder', () => {
  it('is made private, with private files', async () => {
    using parent = temporaryFolder();
    const folder = join(parent.path, 'a/b');
    const owner = await own(folder);
    owner.announce({ url, version: '1.2.3', startedAt: new Date(0), fingerprint: 'f' });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(folder))
      expect([name, statSync(join(folder, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'))).toEqual({
      pid: process.pid,
      url,
      token: owner.token,
      version: '1.2.3',
      started_at: '1970-01-01T00:00:00.000Z',
      fingerprint: 'f',
    });
    owner.close();
    expect(existsSync(join(folder, 'owner.json'))).toBe(false);
  });

  it('that exists keeps its mode: someone may have chosen it', async () => {
    using folder = temporaryFolder();
    chmodSync(folder.path, 0o755);
    (await own(folder.path)).close();
    expect(statSync(folder.path).mode & 0o777).toBe(0o755);
  });

  it('keeps its token from one owner to the next', async () => {
    using folder = temporaryFolder();
    const first = await own(folder.path);
    first.close();
    const second = await own(folder.path);
    expect(second.token).toBe(first.token);
    expect(second.token).toMatch(/^[\w-]{43}$/);
    second.close();
  });

  it('has one owner, also within one process', async () => {
    using folder = temporaryFolder();
    const owner = await own(folder.path);
    owner.announce({ url, version: '1', startedAt: new Date(0), fingerprint: 'f' });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await openStateFolder({ folder: folder.path, isAlive: alive })).toMatchObject({
        role: 'guest',
        url,
        token: owner.token,
      });
    }
    owner.close();
    const next = await own(folder.path);
    // What a former owner does late does not touch the next one's record.
    next.announce({ url, version: '1', startedAt: new Date(0), fingerprint: 'f' });
    owner.close();
    expect(existsSync(join(folder.path, 'owner.json'))).toBe(true);
    next.close();
  });
});

describe('a second process', () => {
  it('is told where the owner answers', async () => {
    using folder = temporaryFolder();
    await using first = await startOwner(folder.path, '5000', url);
    await using second = await startOwner(folder.path);
    expect(first.said).toEqual({ role: 'owner' });
    expect(second.said).toEqual({ role: 'guest', url, pid: first.child.pid });
  });

  it('becomes the owner when the first was killed, and trusts nothing that it left', async () => {
    using folder = temporaryFolder();
    const first = await startOwner(folder.path, '5000', url);
    await kill(first);
    expect(existsSync(join(folder.path, 'owner.json'))).toBe(true);
    const owner = await own(folder.path);
    expect(existsSync(join(folder.path, 'owner.json'))).toBe(false);
    owner.close();
  });

  it('waits for an owner that has not said yet where it answers', async () => {
    using folder = temporaryFolder();
    const owner = await own(folder.path);
    const clock = fakeClock((sleeps) => {
      if (sleeps === 3) owner.announce({ url, version: '1', startedAt: new Date(0), fingerprint: 'f' });
    });
    expect(await openStateFolder({ folder: folder.path, isAlive: alive, clock })).toMatchObject({ role: 'guest' });
    expect(clock.sleeps()).toBe(3);
    owner.close();
  });

  it('takes the place of an owner that is killed meanwhile', async () => {
    using folder = temporaryFolder();
    const first = await startOwner(folder.path);
    const clock = fakeClock(async (sleeps) => {
      if (sleeps === 2) await kill(first);
    });
    const opened = await openStateFolder({ folder: folder.path, isAlive: alive, clock });
    expect(opened.role).toBe('owner');
    if (opened.role === 'owner') opened.close();
  });

  it.each<[string, boolean]>([
    ['never says where it answers', false],
    ['does not answer', true],
  ])('gives up on an owner that %s', async (_, announces) => {
    using folder = temporaryFolder();
    const owner = await own(folder.path);
    if (announces) owner.announce({ url, version: '1', startedAt: new Date(0), fingerprint: 'f' });
    const opening = openStateFolder({
      folder: folder.path,
      isAlive: async () => false,
      clock: fakeClock(),
      patienceMs: 2000,
    });
    await expect(opening).rejects.toThrow(StateFolderBusyError);
    await expect(opening).rejects.toThrow(
      /has not answered for 2 s\. Wait until it ends, stop it, or set TRADEWIND_HOME/,
    );
    owner.close();
  });
});

describe('a state folder that cannot be used', () => {
  it.each<[string, (folder: string) => void, RegExp]>([
    ['is a file', (folder) => writeFileSync(folder, ''), /state\/folder is a file, not a folder/],
    ['lies below a file', (folder) => writeFileSync(join(folder, '..'), ''), /state is a file, not a folder/],
    [
      'has something else in place of its lock',
      (folder) => mkdirSync(join(folder, 'owner.lock'), { recursive: true }),
      /folder\/owner\.lock cannot be opened/,
    ],
    [
      'has garbage in its lock',
      (folder) => {
        mkdirSync(folder);
        writeFileSync(join(folder, 'owner.lock'), 'garbage '.repeat(500));
      },
      /folder\/owner\.lock is not a database .* Move it away/,
    ],
  ])('says so when it %s', async (name, make, message) => {
    using parent = temporaryFolder();
    const folder = join(parent.path, 'state', 'folder');
    mkdirSync(name === 'lies below a file' ? parent.path : join(parent.path, 'state'), { recursive: true });
    make(folder);
    const opening = openStateFolder({ folder, isAlive: alive });
    await expect(opening).rejects.toThrow(StorageError);
    await expect(opening).rejects.toThrow(message);
  });
});
