import { rmSync } from 'node:fs';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { CliError } from '../cli-error.ts';

/** A file that comes into being, or takes the place of the old one, only as a whole. */
export interface FileReplacement extends AsyncDisposable {
  readonly write: (text: string) => Promise<void>;
  /** Puts it in its place. Disposing of it without that leaves everything as it was. */
  readonly commit: () => Promise<void>;
}

/** Fails at once, before anything long is done for it, when the file cannot be written. */
export async function replaceFile(path: string): Promise<FileReplacement> {
  const target = await resolveTarget(path);
  const temporary = join(dirname(target), `.${basename(target)}.${process.pid}.tmp`);
  const handle = await open(temporary, 'wx').catch((error: unknown) => {
    throw toCliError(path, error);
  });
  // Whoever ends the process at once must not leave it behind either.
  const removeAtExit = (): void => rmSync(temporary, { force: true });
  process.once('exit', removeAtExit);
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (!isOpen) return;
    isOpen = false;
    process.off('exit', removeAtExit);
    await handle.close();
  };
  return {
    write: (text) => attempt(path, () => handle.writeFile(text)),
    commit: () =>
      attempt(path, async () => {
        await keepMode(handle, target);
        await handle.sync();
        await rename(temporary, target);
        await close();
      }),
    async [Symbol.asyncDispose]() {
      if (!isOpen) return;
      await close();
      await rm(temporary, { force: true });
    },
  };
}

/** The file itself when the path is a link to it. Anything but a file must not be replaced by one. */
async function resolveTarget(path: string): Promise<string> {
  const found = await stat(path).catch(() => null);
  if (found === null) return path;
  if (!found.isFile()) {
    throw new CliError(
      `${path} is ${found.isDirectory() ? 'a folder' : 'no regular file'}, so it cannot be replaced.`,
      {
        nextStep: 'Name a file, or - for standard output.',
      },
    );
  }
  return realpath(path);
}

async function keepMode(handle: FileHandle, target: string): Promise<void> {
  const old = await stat(target).catch(() => null);
  if (old !== null) await handle.chmod(old.mode & 0o777);
}

async function attempt<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    throw toCliError(path, error);
  }
}

const explanations = new Map([
  ['EACCES', ['you may not write there', 'Choose another place, or have the folder made writable.']],
  ['EPERM', ['you may not write there', 'Choose another place, or have the folder made writable.']],
  ['EROFS', ['the file system is read-only', 'Choose another place.']],
  ['ENOENT', ['there is no such folder', 'Make the folder first, or choose another place.']],
  ['ENOTDIR', ['part of the path is no folder', 'Choose another place.']],
  ['ENAMETOOLONG', ['the name is too long', 'Choose a shorter one.']],
  ['ENOSPC', ['the disk is full', 'Make room, or choose another place; nothing half-written was left.']],
  ['EDQUOT', ['your quota is used up', 'Make room, or choose another place; nothing half-written was left.']],
]);

function toCliError(path: string, error: unknown): CliError {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  const [reason = error instanceof Error ? error.message : String(error), nextStep = 'Choose another place.'] =
    explanations.get(code) ?? [];
  return new CliError(`${path} cannot be written: ${reason}.`, { nextStep, cause: error });
}
