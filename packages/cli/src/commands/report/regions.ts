import type { CommandModule } from '../../command-module.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { toRegionsCsv, toRegionsSections } from '../../views/regions-view.ts';
import { runReport } from './run-report.ts';

export const reportRegions: CommandModule<InventoryFilterOptions> = {
  writesData: true,
  configure: addInventoryFilterOptions,
  examples: [
    ['tradewind report regions', 'The same figures for each region, side by side'],
    ['tradewind report regions --types ec2', 'Instances only'],
  ],
  async run(context, options, selectors) {
    const query = toInventoryFilter(options, selectors);
    const view = { sections: toRegionsSections, csv: toRegionsCsv };
    return (await runReport(context, (client) => client.readRegionsReport({ query }), view)).exitCode;
  },
};
