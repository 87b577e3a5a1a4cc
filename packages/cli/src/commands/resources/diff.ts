import type { CommandModule } from '../../command-module.ts';
import { exitCodes } from '../../exit-code.ts';
import { addScopeOptions, toInventoryFilter, type ScopeOptions } from '../../inventory-filter-options.ts';
import { printDocument } from '../../output/print-document.ts';
import { openSession } from '../../session/open-session.ts';
import { toDiffCsv, toDiffSections } from '../../views/diff-view.ts';

interface Options extends ScopeOptions {
  readonly from?: string;
  readonly to?: string;
}

export const diffResources: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    addScopeOptions(command);
    command
      .option('--from <scan>', 'id of a scan, or a time (default: the scan before the last)')
      .option('--to <scan>', 'id of a scan, or a time (default: the last scan)');
  },
  examples: [
    ['tradewind resources diff', 'What the last scan found changed'],
    ['tradewind resources diff --from 2026-11-01T00:00:00Z --types ec2', 'Instances since a day'],
  ],
  async run(context, options, selectors) {
    await using session = await openSession(context);
    const query = {
      ...toInventoryFilter(options, selectors),
      ...(options.from !== undefined && { from: options.from }),
      ...(options.to !== undefined && { to: options.to }),
    };
    const diff = await session.client.diffResources({ query });
    await printDocument(context, diff, { sections: toDiffSections, csv: toDiffCsv });
    return diff.unconfirmed.length === 0 ? exitCodes.done : exitCodes.partial;
  },
};
