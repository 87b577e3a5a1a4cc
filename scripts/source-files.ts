import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

const skippedFolders = new Set(['node_modules', 'dist', '.tsbuild', '.git', '.venv', 'coverage']);

/** Every TypeScript source below the given folders of `root`, as paths relative to it with forward slashes, sorted. */
export function sourceFiles(root: string, folders: readonly string[]): string[] {
  return folders.flatMap((folder) => filesBelow(root, join(root, folder))).toSorted();
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skippedFolders.has(entry.name) ? [] : filesBelow(root, path);
    return entry.isFile() && entry.name.endsWith('.ts') ? [relative(root, path).split(sep).join('/')] : [];
  });
}
