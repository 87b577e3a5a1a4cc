import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StorageError, toStorageError } from '../database/storage-error.ts';
import { readOrMakeStateToken } from './state-token.ts';
import { takeOwnerLock } from './owner-lock.ts';
import { readOwnerRecord, removeOwnerRecord, writeOwnerRecord } from './owner-record.ts';

/** This process owns the folder until it closes it or ends. */
export interface OwnedStateFolder {
  readonly role: 'owner';
  readonly folder: string;
  readonly token: string;
  /** Tells those who come second where this process answers. */
  announce(owner: {
    readonly url: string;
    readonly version: string;
    readonly startedAt: Date;
    readonly fingerprint: string;
  }): void;
  close(): void;
}

/** Another process owns the folder and answers at `url`. */
export interface GuestStateFolder {
  readonly role: 'guest';
  readonly folder: string;
  readonly url: string;
  readonly token: string;
  readonly ownerPid: number;
  /** Of the configuration that the owner works by. */
  readonly fingerprint: string;
}

export type StateFolder = OwnedStateFolder | GuestStateFolder;

export interface OpenStateFolderOptions {
  readonly folder: string;
  /** How long to wait for an owner that does not answer (it may be starting or ending), in milliseconds. */
  readonly patienceMs?: number;
  /** Whether what answers at the url is a control plane; asked without the token, which not just anyone may have. */
  readonly isAlive: (url: string) => Promise<boolean>;
  readonly clock?: PatienceClock;
}

/** Another process has the folder's lock, but does not answer. */
export class StateFolderBusyError extends Error {
  override readonly name = 'StateFolderBusyError';
}

/** Time that only goes forward, in milliseconds. */
export interface PatienceClock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

const systemClock: PatienceClock = {
  now: () => performance.now(),
  sleep: (ms) =>
    new Promise((resolve) => {
      setTimeout(resolve, ms);
    }),
};

const defaultPatienceMs = 10_000;
const retryEveryMs = 50;

/**
 * Makes the folder when there is none and becomes its owner, or its guest when another process is. An owner without an
 * address may just have started, or work on something short: then this waits and tries both again.
 * @throws StorageError when the folder cannot be made or used; StateFolderBusyError when patience runs out.
 */
export async function openStateFolder(options: OpenStateFolderOptions): Promise<StateFolder> {
  const { folder, patienceMs = defaultPatienceMs, isAlive, clock = systemClock } = options;
  try {
    // Only folders made here are made private: one that the user named may be shared for a reason. The files are private.
    makeFolder(folder);
    for (const giveUpAtMs = clock.now() + patienceMs; ;) {
      const lock = takeOwnerLock(folder);
      if (lock !== null) return own(folder, lock);
      const owner = readOwnerRecord(folder);
      if (owner !== null && (await isAlive(owner.url))) {
        const { url, token, pid: ownerPid, fingerprint } = owner;
        return { role: 'guest', folder, url, token, ownerPid, fingerprint };
      }
      if (clock.now() >= giveUpAtMs) {
        const who = owner === null ? 'another process' : `process ${owner.pid}`;
        throw new StateFolderBusyError(
          `The state folder ${folder} is in use by ${who}, which has not answered for ${patienceMs / 1000} s. ` +
            'Wait until it ends, stop it, or set TRADEWIND_HOME to another folder.',
        );
      }
      await clock.sleep(retryEveryMs);
    }
  } catch (error) {
    throw toStorageError(error, folder) ?? error;
  }
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    const file = findFileInPath(folder);
    if (file === null) throw error;
    const message =
      `${file} is a file, not a folder, so the state cannot be kept in ${folder}. ` +
      'Move the file away, or set TRADEWIND_HOME to another folder.';
    throw new StorageError('cannot_open', file, message, error);
  }
}

/** What stands where the path has a folder, or null when nothing does. */
function findFileInPath(path: string): string | null {
  for (let part = path; ; part = dirname(part)) {
    try {
      return statSync(part).isDirectory() ? null : part;
    } catch {
      // It or something above it is not there.
    }
    if (part === dirname(part)) return null;
  }
}

function own(folder: string, lock: { release(): void }): OwnedStateFolder {
  try {
    // What a killed owner left must lead nobody to whoever has its port now.
    removeOwnerRecord(folder);
    const token = readOrMakeStateToken(folder);
    let isOpen = true;
    return {
      role: 'owner',
      folder,
      token,
      announce({ url, version, startedAt, fingerprint }) {
        writeOwnerRecord(folder, {
          pid: process.pid,
          url,
          token,
          version,
          started_at: startedAt.toISOString(),
          fingerprint,
        });
      },
      close() {
        // Once given up, the record may be the next owner's.
        if (!isOpen) return;
        isOpen = false;
        removeOwnerRecord(folder);
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
