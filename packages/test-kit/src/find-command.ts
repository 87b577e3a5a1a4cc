import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The full path of a command on the PATH (or below `.venv/bin` of the repository, where CI installs), or null. */
export function findCommand(name: string): string | null {
  const repositoryVenv = join(import.meta.dirname, '../../../.venv/bin');
  const folders = [repositoryVenv, ...(process.env['PATH'] ?? '').split(delimiter)];
  for (const folder of folders) {
    if (folder === '') continue;
    const candidate = join(folder, name);
    try {
      accessSync(candidate, constants.X_OK);
      return candidate;
    } catch {
      // not here: try the next folder
    }
  }
  return null;
}
