import type { CreateScanRequest } from '@tradewind/api';
import type { CommandModule } from '../command-module.ts';
import { addScopeOptions, type ScopeOptions } from '../inventory-filter-options.ts';
import { collectList, seconds } from '../option-values.ts';
import { printDocument } from '../output/print-document.ts';
import { openSession } from '../session/open-session.ts';
import { runScan, toScanExitCode } from '../session/run-scan.ts';
import { toLedgerCsv, toScanSections } from '../views/scan-view.ts';

interface Options extends ScopeOptions {
  readonly unitDeadline?: number;
  readonly ledger?: boolean;
}

export const discover: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    addScopeOptions(command);
    command
      .option('--unit-deadline <seconds>', 'longest time for one region and type', seconds(3600))
      .option('--ledger', 'show every unit of the ledger, also the complete ones')
      .addHelpText(
        'after',
        '\nExit codes: 0 complete, 3 partial (the ledger says what is missing and why), 1 failed,\n' +
          '130 interrupted (what was found until then is stored).',
      );
  },
  examples: [
    ['tradewind discover', 'Everything in the configured regions'],
    ['tradewind discover --regions us-east-1,eu-west-1 --types ec2,s3', 'Instances and buckets in two regions'],
    [
      "tradewind discover 'aws/*' '!aws/me-south-1' -o json > scan.json",
      'All but one region, the ledger for a program',
    ],
  ],
  async run(context, options, selectors) {
    await using session = await openSession(context, { outlivesInterrupt: true });
    const scan = await runScan(context, session, toRequest(options, selectors));
    await printDocument(context, scan, {
      sections: (document) => toScanSections(document, { wholeLedger: options.ledger === true }),
      csv: toLedgerCsv,
    });
    return toScanExitCode(scan, context);
  },
};

function toRequest(options: Options, operands: readonly string[]): CreateScanRequest {
  const selectors = [...operands.flatMap((text) => collectList(text)), ...(options.selectors ?? [])];
  return {
    ...(options.providers && { providers: [...options.providers] }),
    ...(options.connections && { connections: [...options.connections] }),
    ...(options.regions && { regions: [...options.regions] }),
    ...(options.types && { types: [...options.types] }),
    ...(selectors.length > 0 && { selectors }),
    ...(options.unitDeadline !== undefined && { unit_deadline_s: options.unitDeadline }),
  };
}
