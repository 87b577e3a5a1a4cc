import { writeFile } from 'node:fs/promises';
import { devNull } from 'node:os';
import { basename, join } from 'node:path';
import { CliError } from '../cli-error.ts';
import type { CommandContext } from '../command-context.ts';
import type { CommandModule } from '../command-module.ts';
import { overrideEnvironment, variablesThatStartWith } from '../environment.ts';
import { exitCodes } from '../exit-code.ts';
import { keepOldFile } from '../files/keep-old-file.ts';
import { replaceFile } from '../files/replace-file.ts';
import { makeTemporaryFolder } from '../files/temporary-folder.ts';
import type { DemoSimulator } from '../loaders.ts';
import { renderSections } from '../output/render-sections.ts';
import type { Section } from '../output/section.ts';
import { toYamlText } from '../output/yaml-text.ts';
import { openSession, type Session } from '../session/open-session.ts';
import { runScan, toScanExitCode } from '../session/run-scan.ts';
import { writeInventory } from '../session/write-inventory.ts';
import { toComplianceSections } from '../views/compliance-view.ts';
import { toCostSections } from '../views/cost-view.ts';
import { toScanSections } from '../views/scan-view.ts';
import { toSummarySections } from '../views/summary-view.ts';
import { toUntaggedSections } from '../views/untagged-view.ts';

const homeRegion = 'us-east-1';
const regions = [homeRegion, 'us-west-2', 'eu-west-1'];
const inventoryFile = 'cloud_inventory.json';
/** Rows of the longer lists. */
const rowsShown = 10;

export const demo: CommandModule = {
  writesData: false,
  configure(command) {
    command.addHelpText(
      'after',
      '\nStarts simulated clouds on the loopback address, scans them through the adapter that talks to the real AWS,\n' +
        `shows the reports and writes ${inventoryFile} into the current folder. No account is needed or touched.`,
    );
  },
  examples: [['tradewind demo', 'The main job from start to end']],
  async run(context) {
    refuseOptions(context);
    const { loaders, terminal, signal } = context;
    // First of all, so that nothing is done in vain when it cannot be written.
    const inventoryPath = join(terminal.workingFolder, inventoryFile);
    await using inventory = await replaceFile(inventoryPath);
    await using folder = await makeTemporaryFolder();
    context.say(`Starting a simulated AWS estate in ${regions.join(', ')}; no cloud account is touched.`);
    const simulator = await loaders.startDemoSimulator();
    await using _stop = { [Symbol.asyncDispose]: () => simulator.stop() };
    signal.throwIfAborted();
    using _credentials = overrideEnvironment(toCredentials(simulator));
    const configFile = join(folder.path, 'tradewind.yaml');
    await writeFile(configFile, toConfiguration(simulator));
    const embedded = { configFile, stateFolder: join(folder.path, 'state') };
    await using session = await openSession(context, { embedded, outlivesInterrupt: true });
    const scan = await runScan(context, session, {});
    signal.throwIfAborted();
    await show(context, [
      { title: 'Tradewind demo', lines: [`A simulated AWS estate in ${regions.join(', ')}. None of it is real.`] },
      ...toSummarySections(await session.client.readSummary()),
      ...toScanSections(scan, { wholeLedger: false }),
      ...(await readReports(context, session)),
    ]);
    const { resources } = await writeInventory(session.client, {
      filter: {},
      format: 'json',
      write: inventory.write,
      now: terminal.now(),
      signal,
    });
    const kept = await keepOldFile(inventoryPath);
    await inventory.commit();
    await show(context, toClosing(resources, kept === null ? null : basename(kept)));
    return toScanExitCode(scan, context);
  },
};

function refuseOptions(context: CommandContext): void {
  const { server, config } = context.options;
  if (server === undefined && config === undefined) return;
  throw new CliError('The demo brings its own server and configuration.', {
    nextStep: 'Leave out --server and --config.',
    exitCode: exitCodes.usage,
  });
}

/** Credentials of the simulator as the standard chain finds them; what could lead it to the user's own is set aside. */
function toCredentials(simulator: DemoSimulator): Record<string, string | null> {
  return {
    AWS_ACCESS_KEY_ID: simulator.accessKeyId,
    AWS_SECRET_ACCESS_KEY: simulator.secretAccessKey,
    AWS_SESSION_TOKEN: null,
    AWS_PROFILE: null,
    AWS_DEFAULT_PROFILE: null,
    // A region or partition of the user's own would be asked for the list of regions in place of the simulated one.
    AWS_REGION: homeRegion,
    AWS_DEFAULT_REGION: homeRegion,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    // The SDK refuses both together with an endpoint.
    AWS_USE_FIPS_ENDPOINT: null,
    AWS_USE_DUALSTACK_ENDPOINT: null,
    ...Object.fromEntries(variablesThatStartWith('AWS_ENDPOINT_URL').map((name) => [name, null])),
  };
}

function toConfiguration(simulator: DemoSimulator): string {
  return toYamlText({ providers: { aws: { regions, endpoint: simulator.url } } });
}

async function readReports(context: CommandContext, { client }: Session): Promise<Section[]> {
  const [cost, compliance, untagged] = await Promise.all([
    client.readCostReport(),
    client.readComplianceReport(),
    client.readUntagged(),
  ]);
  const options = { limit: rowsShown, width: context.width };
  return [
    ...toCostSections(cost, options),
    ...toComplianceSections(compliance, options),
    ...toUntaggedSections(untagged, options),
  ];
}

async function show(context: CommandContext, sections: readonly Section[]): Promise<void> {
  await context.write(`${renderSections(sections, context.width, context.paint)}\n`);
}

function toClosing(resources: number, kept: string | null): Section[] {
  return [
    {
      lines: [
        `Wrote ${inventoryFile} with ${resources} resources. All of it is from the simulated estate.`,
        ...(kept === null ? [] : [`The ${inventoryFile} that was there is now ${kept}.`]),
        'The simulator and the state of this demo are gone again. With an account of yours (the standard AWS credential chain):',
      ],
      table: {
        columns: [{ header: '' }, { header: '' }],
        rows: [
          ['  tradewind check', 'who you are to AWS, and what you may read'],
          ['  tradewind discover', 'scan it; this only reads'],
          ['  tradewind report cost', 'what could be saved'],
        ],
      },
    },
  ];
}
