import { CliError } from '../cli-error.ts';
import type { CommandModule } from '../command-module.ts';
import { exitCodes } from '../exit-code.ts';
import { wholeNumber } from '../option-values.ts';

interface Options {
  readonly port?: number;
}

const mostPorts = 65_535;

export const serve: CommandModule<Options> = {
  writesData: false,
  configure(command) {
    command.option('--port <number>', 'port on the loopback address; 0 for any free one', wholeNumber(0, mostPorts));
  },
  examples: [
    ['tradewind serve', 'REST API with its documentation at /docs, until Ctrl-C'],
    ['tradewind serve --port 0', 'On a free port, which it prints'],
  ],
  async run(context, options) {
    const { loaders, options: globals, signal } = context;
    if (globals.server !== undefined) throw refuseServer();
    const exitCode = await loaders.serve({
      configFile: globals.config ?? null,
      stateFolder: null,
      logLevel: globals.verbose === true ? 'debug' : 'warn',
      port: options.port ?? null,
      signal,
    });
    return exitCode === 0 ? exitCodes.done : exitCodes.failed;
  },
};

function refuseServer(): CliError {
  return new CliError('`tradewind serve` is the server, so --server has no meaning for it.', {
    nextStep: 'Leave --server out.',
    exitCode: exitCodes.usage,
  });
}
