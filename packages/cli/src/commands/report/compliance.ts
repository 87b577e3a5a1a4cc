import type { Client, ComplianceReportDto } from '@tradewind/api';
import type { CommandModule } from '../../command-module.ts';
import { exitCodes } from '../../exit-code.ts';
import {
  addInventoryFilterOptions,
  toInventoryFilter,
  type InventoryFilterOptions,
} from '../../inventory-filter-options.ts';
import { collectList } from '../../option-values.ts';
import { toComplianceCsv, toComplianceSections } from '../../views/compliance-view.ts';
import { addLimitOption, runReport, toLimit } from './run-report.ts';

interface Options extends InventoryFilterOptions {
  readonly requiredTags?: readonly string[];
  readonly failOnViolations?: boolean;
  readonly limit?: number;
}

/** The most that the API lists. */
const mostViolations = 1_000_000;

export const reportCompliance: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    addInventoryFilterOptions(command);
    command
      .option('--required-tags <keys>', 'tags to require in place of the configured ones', collectList)
      .option('--fail-on-violations', 'exit with 4 when there is a violation, for CI jobs');
    addLimitOption(command, 'violations');
  },
  examples: [
    ['tradewind report compliance', 'By the configured tags'],
    ['tradewind report compliance --required-tags Owner,CostCenter', 'By other tags'],
    ["tradewind report compliance 'aws' --fail-on-violations", 'As a gate in a CI job'],
  ],
  async run(context, options, selectors) {
    const limit = toLimit(context, options.limit);
    const query = {
      ...toInventoryFilter(options, selectors),
      ...(options.requiredTags && { required_tag: [...options.requiredTags] }),
      max_violations: limit ?? mostViolations,
    };
    const read = (client: Client): Promise<ComplianceReportDto> => client.readComplianceReport({ query });
    const { report, exitCode } = await runReport(context, read, {
      sections: (document, width) => toComplianceSections(document, { limit, width }),
      csv: toComplianceCsv,
    });
    // A violation that was found counts for more than those that may be missing.
    return options.failOnViolations === true && report.violations_total > 0 ? exitCodes.violations : exitCode;
  },
};
