import type { Client, CostReportDto } from '@tradewind/api';
import type { CommandModule } from '../../command-module.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { wholeNumber } from '../../option-values.ts';
import { toCostCsv, toCostSections } from '../../views/cost-view.ts';
import { addLimitOption, runReport, toLimit } from './run-report.ts';

interface Options extends InventoryFilterOptions {
  readonly stoppedDays?: number;
  readonly snapshotDays?: number;
  readonly limit?: number;
}

const mostDays = 3650;

export const reportCost: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    addInventoryFilterOptions(command);
    command
      .option('--stopped-days <days>', 'count instances stopped for longer than this', wholeNumber(0, mostDays))
      .option('--snapshot-days <days>', 'count snapshots older than this', wholeNumber(0, mostDays));
    addLimitOption(command, 'findings');
  },
  examples: [
    ['tradewind report cost', 'What could be saved, with the reason for each finding'],
    ['tradewind report cost --stopped-days 7 --types ec2', 'Instances stopped for more than a week'],
    ['tradewind report cost -o csv > findings.csv', 'Every finding, for a spreadsheet'],
  ],
  async run(context, options, selectors) {
    const limit = toLimit(context, options.limit);
    const query = {
      ...toInventoryFilter(options, selectors),
      ...(options.stoppedDays !== undefined && { stopped_days: options.stoppedDays }),
      ...(options.snapshotDays !== undefined && { snapshot_days: options.snapshotDays }),
      ...(limit !== null && { max_findings: limit }),
    };
    const view = {
      sections: (report: CostReportDto, width: number) => toCostSections(report, { limit, width }),
      csv: toCostCsv,
    };
    const read = (client: Client): Promise<CostReportDto> => client.readCostReport({ query });
    return (await runReport(context, read, view)).exitCode;
  },
};
