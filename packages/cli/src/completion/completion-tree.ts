import { RootCommand, type Command as CompletionCommand } from '@bomb.sh/tab';
import type { Command } from 'commander';
import type { KnownNames } from '../loaders.ts';

/**
 * What the shells' completion requests are answered from: the command tree and the names that options take.
 *
 * @param current the word that is being completed; a list in it goes on behind its last comma
 */
export function toCompletionTree(root: Command, names: KnownNames, current: string): RootCommand {
  const listSoFar = current.replace(/^--[^=]*=/, '').replace(/[^,]*$/, '');
  const tree = new RootCommand();
  addOptions(tree, [root], names, listSoFar);
  const visit = (command: Command, path: readonly string[]): void => {
    for (const child of command.createHelp().visibleCommands(command)) {
      if (child.name() === 'help') continue;
      const words = [...path, child.name()];
      const node = tree.command(words.join(' '), child.summary() || child.description());
      addOptions(node, [child, root], names, listSoFar);
      for (const argument of child.registeredArguments) {
        const values = argument.argChoices ?? [];
        node.argument(argument.name(), (complete) => values.forEach((value) => complete(value, '')), argument.variadic);
      }
      visit(child, words);
    }
  };
  visit(root, []);
  return tree;
}

/** Those of the command and, since they are taken anywhere, the global ones. */
function addOptions(node: CompletionCommand, sources: readonly Command[], names: KnownNames, listSoFar: string): void {
  for (const source of sources) {
    for (const option of source.createHelp().visibleOptions(source)) {
      const name = option.long?.replace(/^--/, '');
      if (name === undefined || name === 'version') continue;
      const alias = option.short?.replace(/^-/, '');
      if (!option.required) {
        node.option(name, option.description, alias);
        continue;
      }
      const values = option.argChoices ?? toList(namesFor(name, names), listSoFar);
      node.option(name, option.description, (complete) => values.forEach((value) => complete(value, '')), alias);
    }
  }
}

function namesFor(option: string, names: KnownNames): readonly string[] {
  return new Map<string, readonly string[]>(Object.entries(names)).get(option) ?? [];
}

/** The list that each name would make of what is there; none that is in it already. */
function toList(names: readonly string[], listSoFar: string): string[] {
  const present = new Set(listSoFar.split(','));
  return names.filter((name) => !present.has(name)).map((name) => listSoFar + name);
}
