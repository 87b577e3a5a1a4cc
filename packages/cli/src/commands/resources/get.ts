import type { Client, ResourceDetailDto } from '@tradewind/api';
import { CliError } from '../../cli-error.ts';
import type { CommandModule } from '../../command-module.ts';
import { exitCodes } from '../../exit-code.ts';
import { printDocument } from '../../output/print-document.ts';
import { openSession } from '../../session/open-session.ts';
import { toResourceDetailCsv, toResourceDetailSections } from '../../views/resource-detail-view.ts';

export const getResource: CommandModule = {
  writesData: true,
  configure(command) {
    command.argument('<id>', "its uid (as in -o json), or the provider's id when only one resource has it");
  },
  examples: [
    ['tradewind resources get i-0abc', 'An instance with its tags, attributes and history'],
    ['tradewind resources get aws/123456789012/us-east-1/ec2/i-0abc -o json', 'For a program'],
  ],
  async run(context, _options, [id = '']) {
    await using session = await openSession(context);
    const detail = await readDetail(session.client, id);
    await printDocument(context, detail, { sections: toResourceDetailSections, csv: toResourceDetailCsv });
    return exitCodes.done;
  },
};

async function readDetail(client: Client, id: string): Promise<ResourceDetailDto> {
  const { ApiError } = await import('@tradewind/api');
  try {
    return await client.readResource({ params: { uid: id } });
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'not_found') throw error;
  }
  const { resources } = await client.listResources({ query: { resource_id: id } });
  const uids = resources.map((resource) => resource.uid);
  const [uid] = uids;
  if (uid === undefined) throw notFound(id);
  if (uids.length > 1) throw ambiguous(id, uids);
  return client.readResource({ params: { uid } });
}

function notFound(id: string): CliError {
  return new CliError(`No scan has found a resource "${id}".`, {
    nextStep: '`tradewind resources list` shows what there is; `tradewind discover` looks again.',
  });
}

function ambiguous(id: string, uids: readonly string[]): CliError {
  return new CliError(`"${id}" is the id of ${uids.length} resources.`, {
    nextStep: `Name one by its uid: ${uids.join(', ')}`,
    exitCode: exitCodes.usage,
  });
}
