import { CommanderError } from 'commander';
import { InterruptedError } from './cli-error.ts';
import { exitCodes } from './exit-code.ts';
import type { Loaders } from './loaders.ts';
import { tolerateClosedPipe } from './output/write-text.ts';
import { createProgram, type ProgramParts } from './program.ts';
import { processTerminal, type Terminal } from './terminal.ts';

/**
 * Runs one command line and resolves to its exit code.
 *
 * @param argv the arguments alone, without the paths of Node and the script
 */
export async function main(
  argv: readonly string[],
  loaders: Loaders,
  terminal: Terminal = processTerminal(),
): Promise<number> {
  // The simulator has options of its own, some with the names of ours.
  if (argv[0] === 'simulate') return loaders.runSimulator(argv.slice(1));
  tolerateClosedPipe(terminal.stdout);
  tolerateClosedPipe(terminal.stderr);
  const interruption = new AbortController();
  const stopListening = terminal.onInterrupt(() => {
    if (interruption.signal.aborted) terminal.die();
    else interruption.abort(new InterruptedError());
  });
  const parts = { terminal, loaders, signal: interruption.signal };
  try {
    if (argv[0] === 'complete' && argv[1] === '--') return await complete(parts, argv.slice(2));
    const program = await createProgram(parts, argv);
    return await program.run(argv);
  } catch (error) {
    // commander has written its message, or the help, already.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    const { reportError } = await import('./report-error.ts');
    return reportError(error, terminal, {
      isVerbose: argv.includes('--verbose'),
      isInterrupted: interruption.signal.aborted,
    });
  } finally {
    stopListening();
  }
}

/** A shell asks what could come next. */
async function complete(parts: ProgramParts, words: readonly string[]): Promise<number> {
  const { answerCompletion } = await import('./completion/answer-completion.ts');
  await answerCompletion(parts, words);
  return exitCodes.done;
}
