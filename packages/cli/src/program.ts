import { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { createContext } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import { addGlobalOptions, type GlobalOptions } from './global-options.ts';
import type { Loaders } from './loaders.ts';
import { createPalette } from './output/palette.ts';
import { mayColor } from './command-context.ts';
import { commandEntries, nouns, type CommandEntry } from './registry.ts';
import type { Terminal } from './terminal.ts';

export interface Program {
  readonly root: Command;
  /** Parses, runs the command that is called and resolves to what it exits with. Throws `CommanderError` on bad usage. */
  run(argv: readonly string[]): Promise<ExitCode>;
}

export interface ProgramParts {
  readonly terminal: Terminal;
  readonly loaders: Loaders;
  readonly signal: AbortSignal;
}

/** Builds the command tree. Only those commands whose words all occur among `words` are loaded and can be run. */
export async function createProgram(parts: ProgramParts, words: readonly string[] | 'all'): Promise<Program> {
  const { terminal, loaders } = parts;
  let exitCode: ExitCode = exitCodes.done;
  const root = new Command('tradewind')
    .description('One control plane for many clouds and the edge.')
    .version(loaders.version)
    .exitOverride()
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
      outputError: (text, write) => {
        const paint = createPalette(mayColor(terminal.stderr, terminal, { color: true }));
        write(text.replace(/^error:/, paint('bad', 'error:')));
      },
      getOutHelpWidth: () => terminal.stdout.columns ?? 80,
      getErrHelpWidth: () => terminal.stderr.columns ?? 80,
    });
  addGlobalOptions(root);
  addHelpHint(root, 'tradewind');

  const groups = new Map<string, Command>();
  for (const entry of commandEntries) {
    const name = entry.path.at(-1) ?? '';
    const parent = entry.path.length === 1 ? root : groupOf(root, groups, entry.path[0]);
    const command = parent.command(name).summary(entry.summary).description(`${entry.summary}.`);
    addHelpHint(command, `tradewind ${entry.path.join(' ')}`);
    if (words !== 'all' && !entry.path.every((word) => words.includes(word))) continue;
    const module = await entry.load();
    configure(command, module);
    command.action(async () => {
      const options = root.opts<GlobalOptions>();
      if (options.output !== undefined && !module.writesData) throw refuseOutput(entry);
      exitCode = await module.run(createContext({ ...parts, options }), command.opts(), command.args);
    });
  }
  return {
    root,
    run: async (argv) => {
      await root.parseAsync([...argv], { from: 'user' });
      return exitCode;
    },
  };
}

function groupOf(root: Command, groups: Map<string, Command>, noun: string): Command {
  const existing = groups.get(noun);
  if (existing !== undefined) return existing;
  const group = root.command(noun).description(nouns.get(noun) ?? '');
  addHelpHint(group, `tradewind ${noun}`);
  groups.set(noun, group);
  return group;
}

function configure(command: Command, module: CommandModule): void {
  module.configure(command);
  const examples = module.examples.flatMap(([call, purpose]) => [`  # ${purpose}`, `  ${call}`]);
  if (examples.length > 0) command.addHelpText('after', ['', 'Examples:', ...examples].join('\n'));
}

function addHelpHint(command: Command, call: string): void {
  command.showHelpAfterError(`Run \`${call} --help\` to see what it takes.`);
}

function refuseOutput(entry: CommandEntry): CliError {
  return new CliError(`\`tradewind ${entry.path.join(' ')}\` writes no data, so --output has no meaning for it.`, {
    nextStep: 'Leave --output out.',
    exitCode: exitCodes.usage,
  });
}
