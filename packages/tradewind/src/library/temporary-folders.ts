import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Those that are still there; whatever ends the process in an orderly way removes them. */
const folders = new Set<string>();

/** A folder that only this user may enter, gone at the latest when the process ends. */
export function makeTemporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'tradewind-'));
  if (folders.size === 0) process.once('exit', removeAll);
  folders.add(path);
  return path;
}

export function removeTemporaryFolder(path: string): void {
  folders.delete(path);
  if (folders.size === 0) process.off('exit', removeAll);
  rmSync(path, { recursive: true, force: true });
}

function removeAll(): void {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
}
