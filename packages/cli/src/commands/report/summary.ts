import type { CommandModule } from '../../command-module.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { printDocument } from '../../output/print-document.ts';
import { openSession } from '../../session/open-session.ts';
import { assertScanned, toCoverageExitCode, toCoverageNotes } from '../../views/coverage-notes.ts';
import { toSummaryCsv, toSummarySections } from '../../views/summary-view.ts';

export const reportSummary: CommandModule<InventoryFilterOptions> = {
  writesData: true,
  configure: addInventoryFilterOptions,
  examples: [
    ['tradewind report summary', 'Everything that was found'],
    ['tradewind report summary aws/eu-* -o json', 'European regions, for a program'],
  ],
  async run(context, options, selectors) {
    await using session = await openSession(context);
    const summary = await session.client.readSummary({ query: toInventoryFilter(options, selectors) });
    assertScanned(summary.coverage);
    await printDocument(context, summary, { sections: toSummarySections, csv: toSummaryCsv });
    toCoverageNotes(summary.coverage).forEach(context.say);
    return toCoverageExitCode(summary.coverage);
  },
};
