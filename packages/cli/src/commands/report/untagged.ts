import type { Client, UntaggedReportDto } from '@tradewind/api';
import type { CommandModule } from '../../command-module.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { toUntaggedCsv, toUntaggedSections } from '../../views/untagged-view.ts';
import { addLimitOption, runReport, toLimit } from './run-report.ts';

interface Options extends InventoryFilterOptions {
  readonly limit?: number;
}

export const reportUntagged: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    addInventoryFilterOptions(command);
    addLimitOption(command, 'resources');
  },
  examples: [
    ['tradewind report untagged', 'What nobody can be asked about'],
    ['tradewind report untagged --types ec2,rds -o md', 'For an issue or a wiki page'],
  ],
  async run(context, options, selectors) {
    const query = toInventoryFilter(options, selectors);
    const limit = toLimit(context, options.limit);
    const read = (client: Client): Promise<UntaggedReportDto> => client.readUntagged({ query });
    const view = {
      sections: (report: UntaggedReportDto, width: number) => toUntaggedSections(report, { limit, width }),
      csv: toUntaggedCsv,
    };
    return (await runReport(context, read, view)).exitCode;
  },
};
