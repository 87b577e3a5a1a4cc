import type { CommandModule } from '../../command-module.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { toSummaryCsv, toSummarySections } from '../../views/summary-view.ts';
import { runReport } from './run-report.ts';

export const reportSummary: CommandModule<InventoryFilterOptions> = {
  writesData: true,
  configure: addInventoryFilterOptions,
  examples: [
    ['tradewind report summary', 'Everything that was found'],
    ["tradewind report summary 'aws/eu-*' -o json", 'European regions, for a program'],
  ],
  async run(context, options, selectors) {
    const query = toInventoryFilter(options, selectors);
    const view = { sections: toSummarySections, csv: toSummaryCsv };
    return (await runReport(context, (client) => client.readSummary({ query }), view)).exitCode;
  },
};
