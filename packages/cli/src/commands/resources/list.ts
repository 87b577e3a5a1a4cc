import type { CommandModule } from '../../command-module.ts';
import { exitCodes } from '../../exit-code.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { time, wholeNumber } from '../../option-values.ts';
import { formatCount, formatQuantity } from '../../output/numbers.ts';
import { toResourceText } from '../../output/resource-document.ts';
import { toResourceTableText } from '../../output/resource-table-text.ts';
import { openSession } from '../../session/open-session.ts';
import { readResourcePages } from '../../session/read-resource-pages.ts';
import { assertScanned, toCoverageExitCode, toCoverageNotes } from '../../views/coverage-notes.ts';

interface Options extends InventoryFilterOptions {
  readonly at?: string;
  readonly limit?: number;
}

export const listResources: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    addInventoryFilterOptions(command);
    command
      .option('--at <time>', 'the inventory as it was known then, for example 2026-11-20T08:00:00Z', time)
      .option('--limit <count>', 'at most so many (default: all)', wholeNumber(1, 10_000_000));
  },
  examples: [
    ['tradewind resources list --types ec2 --status stopped', 'Stopped instances'],
    ["tradewind resources list 'aws/us-*' '!aws/us-west-2' --tag Environment=production", 'Tagged, in some regions'],
    ['tradewind resources list --tag !Owner -o csv > unowned.csv', 'What has no owner, for a spreadsheet'],
  ],
  async run(context, options, selectors) {
    const filter = toInventoryFilter(options, selectors);
    await using session = await openSession(context);
    const { coverage } = await session.client.readSummary({ query: filter });
    assertScanned(coverage);
    const query = { ...filter, ...(options.at === undefined ? {} : { at: options.at }) };
    const { pages, last, count } = readResourcePages(session.client, query, options.limit ?? null);
    // What was known at another time cannot be judged by the last scan.
    const caveats = options.at === undefined ? toCoverageNotes(coverage) : [];
    const text =
      context.format === 'table'
        ? toResourceTableText(pages, context)
        : toResourceText({ head: {}, pages, tail: last, caveats }, context.format);
    for await (const piece of text) await context.write(piece);
    const { total } = last();
    const shown = count() === total ? '' : `${formatCount(count())} of `;
    context.say(`${shown}${formatQuantity(total, 'resource')}.`);
    caveats.forEach(context.say);
    return options.at === undefined ? toCoverageExitCode(coverage) : exitCodes.done;
  },
};
