import type { CommandModule } from '../command-module.ts';
import { exitCodes } from '../exit-code.ts';

/**
 * For the help, and for calls with options before the command. `main` hands over whatever stands behind a leading
 * `simulate` itself.
 */
export const simulate: CommandModule = {
  writesData: false,
  configure(command) {
    command.argument('[options...]', 'see `tradewind simulate --help`').allowUnknownOption();
  },
  examples: [
    ['tradewind simulate', 'The sample estate on a free port of the loopback address'],
    ['tradewind simulate --generate 1000 --seed 7', 'A thousand resources, always the same'],
  ],
  async run(context, _options, operands) {
    return (await context.loaders.runSimulator(operands)) === 0 ? exitCodes.done : exitCodes.failed;
  },
};
