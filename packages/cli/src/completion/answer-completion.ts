import type { KnownNames } from '../loaders.ts';
import { createProgram, type ProgramParts } from '../program.ts';
import { toCompletionTree } from './completion-tree.ts';

/** Tells the shell to complete names of files (the protocol of `@bomb.sh/tab`, which is that of cobra). */
const completeFiles = ':0';

const noNames: KnownNames = { providers: [], regions: [], types: [] };
const optionsWithNames = /^--(providers|regions|types)(=|$)/;

/** Answers a completion request of a shell: the words so far, the last of which is being completed. */
export async function answerCompletion(parts: ProgramParts, words: readonly string[]): Promise<void> {
  const current = words.at(-1) ?? '';
  const previous = words.at(-2) ?? '';
  if (isFile(words, previous)) {
    parts.terminal.stdout.write(`${completeFiles}\n`);
    return;
  }
  const needsNames = optionsWithNames.test(previous) || optionsWithNames.test(current);
  const names = needsNames ? await parts.loaders.readKnownNames() : noNames;
  const { root } = await createProgram(parts, 'all');
  toCompletionTree(root, names, current).parse([...words]);
}

function isFile(words: readonly string[], previous: string): boolean {
  if (previous === '--config') return true;
  return words.length === 3 && words[0] === 'resources' && words[1] === 'export';
}
