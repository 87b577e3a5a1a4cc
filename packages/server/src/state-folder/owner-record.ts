import { randomUUID } from 'node:crypto';
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const ownerRecord = z.object({
  pid: z.int(),
  /** Loopback address that the owner answers at. */
  url: z.url(),
  token: z.string(),
  version: z.string(),
  started_at: z.iso.datetime(),
  /** Of the configuration that the owner works by. */
  fingerprint: z.string(),
});

/** What the owner of a state folder tells those who come second. */
export type OwnerRecord = z.infer<typeof ownerRecord>;

const fileName = 'owner.json';

/** Replaces the record in one step, so that nobody reads half of it. */
export function writeOwnerRecord(folder: string, record: OwnerRecord): void {
  const temporary = join(folder, `.${fileName}.${randomUUID()}`);
  try {
    writeFileSync(temporary, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(temporary, join(folder, fileName));
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** The record, or null when there is none (the owner has not said yet where it answers) or it is not readable. */
export function readOwnerRecord(folder: string): OwnerRecord | null {
  try {
    return ownerRecord.parse(JSON.parse(readFileSync(join(folder, fileName), 'utf8')));
  } catch {
    return null;
  }
}

export function removeOwnerRecord(folder: string): void {
  rmSync(join(folder, fileName), { force: true });
}
