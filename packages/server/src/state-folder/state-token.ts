import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const fileName = 'token';
const tokenBytes = 32;

/**
 * The folder's token, made at the first use: whoever can read the folder may use its control plane. It stays the same
 * over restarts, so that a client elsewhere can be given it. Only the owner of the folder may call this.
 */
export function readOrMakeStateToken(folder: string): string {
  const file = join(folder, fileName);
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (/^[\w-]{32,}$/.test(token)) return token;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const token = randomBytes(tokenBytes).toString('base64url');
  writeFileSync(file, `${token}\n`, { mode: 0o600, flush: true });
  return token;
}
