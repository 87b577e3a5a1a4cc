import { resolve } from 'node:path';
import { CliError } from '../../cli-error.ts';
import type { CommandContext } from '../../command-context.ts';
import type { CommandModule } from '../../command-module.ts';
import { exitCodes, type ExitCode } from '../../exit-code.ts';
import { replaceFile } from '../../files/replace-file.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { formatQuantity } from '../../output/numbers.ts';
import { formatOfFile, type FileFormat } from '../../output/output-format.ts';
import { openSession } from '../../session/open-session.ts';
import { writeInventory, type WrittenInventory } from '../../session/write-inventory.ts';
import { toCoverageExitCode, toCoverageNotes } from '../../views/coverage-notes.ts';

export const exportResources: CommandModule<InventoryFilterOptions> = {
  writesData: true,
  configure(command) {
    command.argument('<file>', 'ending in .json, .yaml, .csv or .md; - for standard output');
    addInventoryFilterOptions(command);
    command.addHelpText(
      'after',
      '\nJSON and YAML hold generated_at, the last scan with its ledger, the summary and the resources; CSV and Markdown\n' +
        'the resources. The file appears, or takes the place of the old one, only when it is complete.',
    );
  },
  examples: [
    ['tradewind resources export cloud_inventory.json', 'Everything, for programs'],
    ['tradewind resources export instances.csv --types ec2', 'Instances, for a spreadsheet'],
    ["tradewind resources export - -o json | jq '.resources | length'", 'To another program'],
  ],
  async run(context, options, [file = '', ...selectors]) {
    const format = chooseFormat(context, file);
    const filter = toInventoryFilter(options, selectors);
    const settings = { filter, format, now: context.terminal.now(), signal: context.signal };
    if (file === '-') {
      await using session = await openSession(context);
      return finish(context, await writeInventory(session.client, { ...settings, write: context.write }), null);
    }
    await using target = await replaceFile(resolve(context.terminal.workingFolder, file));
    await using session = await openSession(context);
    const written = await writeInventory(session.client, { ...settings, write: target.write });
    await target.commit();
    return finish(context, written, file);
  },
};

/** What was written, and how far it can be trusted. */
function finish(context: CommandContext, written: WrittenInventory, file: string | null): ExitCode {
  if (file !== null) context.say(`Wrote ${formatQuantity(written.resources, 'resource')} to ${file}.`);
  if (!written.isConsistent) context.say('Another scan ended meanwhile: export again to have it all of one time.');
  toCoverageNotes(written.coverage).forEach(context.say);
  return toCoverageExitCode(written.coverage);
}

function chooseFormat(context: CommandContext, file: string): FileFormat {
  const wanted = context.options.output;
  if (wanted === 'table') {
    throw new CliError('A table is for reading, not for a file of data.', {
      nextStep: 'Use json, yaml, csv or md, or `tradewind resources list`.',
      exitCode: exitCodes.usage,
    });
  }
  if (file === '-') return wanted ?? 'json';
  const bySuffix = formatOfFile(file);
  if (bySuffix === null && wanted === undefined) {
    throw new CliError(`The name ${file} does not say which format to write.`, {
      nextStep: 'Let it end in .json, .yaml, .csv or .md, or add --output.',
      exitCode: exitCodes.usage,
    });
  }
  if (bySuffix !== null && wanted !== undefined && bySuffix !== wanted) {
    throw new CliError(`The name ${file} says ${bySuffix}, but --output says ${wanted}.`, {
      nextStep: 'Leave out --output, or rename the file.',
      exitCode: exitCodes.usage,
    });
  }
  return wanted ?? bySuffix ?? 'json';
}
