import { constants } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { CliError } from '../cli-error.ts';

const mostCopies = 1000;

/**
 * Copies what is about to be replaced to `<path>.bak`, or to `<path>.bak2` and so on where there is one already, so that
 * no earlier copy is lost. Resolves to where it is now, or to null when there is nothing to keep.
 */
export async function keepOldFile(path: string): Promise<string | null> {
  for (let number = 1; number <= mostCopies; number += 1) {
    const copy = `${path}.bak${number === 1 ? '' : number}`;
    try {
      await copyFile(path, copy, constants.COPYFILE_EXCL);
      return copy;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return null;
      if (code !== 'EEXIST') throw cannotKeep(path, error);
    }
  }
  throw cannotKeep(path, new Error(`there are ${mostCopies} copies already`));
}

function cannotKeep(path: string, error: unknown): CliError {
  const reason = error instanceof Error ? error.message : String(error);
  return new CliError(`${path} is there already and cannot be kept: ${reason}.`, {
    nextStep: 'Move it elsewhere, or work in another folder.',
    cause: error,
  });
}
