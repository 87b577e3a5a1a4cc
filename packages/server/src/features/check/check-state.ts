import { statfsSync, statSync } from 'node:fs';
import { failed, ok, warning, type CheckItem } from './check-item.ts';

const groupAndOthers = 0o077;
const littleSpaceBytes = 256 * 1024 * 1024;

/** Whether the state folder is private, and whether there is room left. */
export function checkStateFolder(folder: string): readonly CheckItem[] {
  try {
    const { bavail, bsize } = statfsSync(folder);
    const freeBytes = bavail * bsize;
    const isPrivate = process.platform === 'win32' || (statSync(folder).mode & groupAndOthers) === 0;
    return [
      isPrivate
        ? ok('state folder', `${folder}, for your eyes only`)
        : warning('state folder', `${folder} can be entered by other users`, `Run: chmod 700 ${folder}`),
      freeBytes >= littleSpaceBytes
        ? ok('disk', `${toMib(freeBytes)} MiB are free`)
        : warning('disk', `only ${toMib(freeBytes)} MiB are free`, 'Free some space before you scan.'),
    ];
  } catch (error) {
    return [failed('state folder', error)];
  }
}

function toMib(bytes: number): number {
  return Math.floor(bytes / (1024 * 1024));
}
