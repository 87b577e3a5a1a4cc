import { Option, type Command } from 'commander';
import { outputFormats, type OutputFormat } from './output/output-format.ts';

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly server?: string;
  readonly config?: string;
  readonly output?: OutputFormat;
  readonly verbose?: boolean;
  readonly color: boolean;
}

export function addGlobalOptions(program: Command): void {
  program
    .addOption(
      new Option('-o, --output <format>', 'how to write the data (default: table)').choices([...outputFormats]),
    )
    .option('--server <url>', 'use this control plane (also TRADEWIND_SERVER; its token: TRADEWIND_TOKEN)')
    .option('--config <file>', 'configuration file (default: tradewind.yaml where there is one)')
    .option('--verbose', 'tell each step, and details of errors, on stderr')
    .option('--no-color', 'no colours (also NO_COLOR)');
}
