import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that only this user may enter and that is gone when it is disposed of, or when the process ends before. */
export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

export async function makeTemporaryFolder(): Promise<TemporaryFolder> {
  const path = await mkdtemp(join(tmpdir(), 'tradewind-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  process.once('exit', remove);
  return {
    path,
    async [Symbol.asyncDispose]() {
      process.off('exit', remove);
      remove();
    },
  };
}
