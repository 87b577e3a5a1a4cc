import type { CommandModule } from '../../command-module.ts';
import { exitCodes } from '../../exit-code.ts';
import { wholeNumber } from '../../option-values.ts';
import { printDocument } from '../../output/print-document.ts';
import { openSession } from '../../session/open-session.ts';
import { toScanListCsv, toScanListSections } from '../../views/scan-list-view.ts';

interface Options {
  readonly limit?: number;
}

export const listScans: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    command.option('--limit <count>', 'at most so many (default: 50)', wholeNumber(1, 500));
  },
  examples: [['tradewind scans list', 'Scans, newest first']],
  async run(context, options) {
    await using session = await openSession(context);
    const list = await session.client.listScans({
      query: { ...(options.limit !== undefined && { limit: options.limit }) },
    });
    await printDocument(context, list, { sections: toScanListSections, csv: toScanListCsv });
    return exitCodes.done;
  },
};
