import type { CommandModule } from '../command-module.ts';
import { exitCodes } from '../exit-code.ts';
import { collectList } from '../option-values.ts';
import { printDocument } from '../output/print-document.ts';
import { openSession } from '../session/open-session.ts';
import { toCheckCsv, toCheckSections } from '../views/check-view.ts';

interface Options {
  readonly providers?: readonly string[];
  readonly connections?: readonly string[];
  readonly regions?: readonly string[];
  readonly types?: readonly string[];
}

export const check: CommandModule<Options> = {
  writesData: true,
  configure(command) {
    command
      .option('--providers <providers>', 'for example aws', collectList)
      .option('--connections <names>', 'configured connections', collectList)
      .option('--regions <regions>', 'for example us-east-1,eu-west-1', collectList)
      .option('--types <types>', 'resource types whose permissions to check, for example ec2,s3', collectList);
  },
  examples: [
    ['tradewind check', 'Credentials, regions, permissions and the state folder'],
    ['tradewind check --regions eu-west-1 --types rds', 'One region and type'],
  ],
  async run(context, options) {
    await using session = await openSession(context);
    const { providers, connections, regions, types } = options;
    const report = await session.client.checkConnections({
      body: {
        ...(providers && { providers: [...providers] }),
        ...(connections && { connections: [...connections] }),
        ...(regions && { regions: [...regions] }),
        ...(types && { types: [...types] }),
      },
    });
    await printDocument(context, report, { sections: toCheckSections, csv: toCheckCsv });
    return report.ok ? exitCodes.done : exitCodes.failed;
  },
};
