import type { CommandModule } from '../../command-module.ts';
import { exitCodes } from '../../exit-code.ts';
import { printDocument } from '../../output/print-document.ts';
import { openSession } from '../../session/open-session.ts';
import { toLedgerCsv, toScanSections } from '../../views/scan-view.ts';

interface Options {
  readonly ledger?: boolean;
}

export const getScan: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    command
      .argument('[id]', 'id of the scan, or `latest`', 'latest')
      .option('--ledger', 'show every unit of the ledger, also the complete ones');
  },
  examples: [
    ['tradewind scans get', 'How the last scan ended, and what it could not read'],
    ['tradewind scans get latest --ledger', 'Every unit'],
  ],
  async run(context, options, [id = 'latest']) {
    await using session = await openSession(context);
    const scan = await session.client.readScan({ params: { id } });
    await printDocument(context, scan, {
      sections: (document) => toScanSections(document, { wholeLedger: options.ledger === true }),
      csv: toLedgerCsv,
    });
    return exitCodes.done;
  },
};
