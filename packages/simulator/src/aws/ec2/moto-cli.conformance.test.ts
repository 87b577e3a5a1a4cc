import { requireCounterpart, startMoto, type RunningMoto } from '@tradewind/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SimulatorServer } from '../../server/start-simulator-server.ts';
import { compareAnswers, type Deviation } from '../../test-support/compare-answers.ts';
import { runAwsCli } from '../../test-support/run-aws-cli.ts';
import { startTestServer } from '../../test-support/start-test-server.ts';

const stateReason = 'moto answers it, empty, also for instances that run';
const sriov = 'EC2 answers it only for instances that have it set; moto for all';

/** One life of an instance, command by command; `ID` stands for the instance that the first one launched. */
const session: readonly { readonly command: string; readonly deviations?: readonly Deviation[] }[] = [
  {
    command: 'ec2 run-instances --image-id IMAGE --instance-type m5.large --count 1',
    deviations: [{ path: 'Instances[].SriovNetSupport', reason: sriov }],
  },
  { command: 'ec2 create-tags --resources ID --tags Key=Name,Value=web' },
  {
    command: 'ec2 describe-instances --instance-ids ID',
    deviations: [
      { path: 'Reservations[].Instances[].SriovNetSupport', reason: sriov },
      { path: 'Reservations[].Instances[].StateReason', reason: stateReason },
    ],
  },
  { command: 'ec2 describe-tags --filters Name=resource-id,Values=ID' },
  { command: 'ec2 stop-instances --instance-ids ID' },
  { command: 'ec2 terminate-instances --instance-ids ID' },
  { command: 'ec2 describe-regions' },
  { command: 'sts get-caller-identity' },
];

/** The same session of the AWS CLI with moto, the independent emulator, and with the simulator. */
describe.skipIf(requireCounterpart('aws') || requireCounterpart('moto_server'))('the AWS CLI against moto', () => {
  let moto: RunningMoto;
  let simulator: SimulatorServer;
  const words = { moto: new Map<string, string>(), simulator: new Map<string, string>() };
  beforeAll(async () => {
    [moto, simulator] = await Promise.all([startMoto(), startTestServer('')]);
    words.simulator.set('IMAGE', 'ami-0a1b2c3d4e5f60718');
    const images = await runAwsCli(anyKeys(moto.url), [
      'ec2',
      'describe-images',
      '--query',
      'Images[?Architecture==`x86_64` && Platform==null]',
    ]);
    words.moto.set('IMAGE', (images.json as { ImageId: string }[])[0]?.ImageId ?? '');
  });
  afterAll(async () => {
    await Promise.all([moto[Symbol.asyncDispose](), simulator.stop()]);
  });

  it.each(session)('$command', async ({ command, deviations = [] }) => {
    const [fromMoto, fromSimulator] = await Promise.all([
      runAwsCli(anyKeys(moto.url), fill(command, words.moto)),
      runAwsCli(simulator, fill(command, words.simulator)),
    ]);
    simulator.world.clock.advance(60_000);
    remember(words.moto, fromMoto.json);
    remember(words.simulator, fromSimulator.json);
    expect([fromSimulator.exitCode, fromSimulator.stderr]).toEqual([fromMoto.exitCode, fromMoto.stderr]);
    const differences = compareAnswers({ moto: fromMoto.json, simulator: fromSimulator.json, deviations });
    // EC2 answers more than moto does, and so does the simulator.
    expect(differences.filter((difference) => !difference.includes('only the simulator answers it'))).toEqual([]);
  });
});

function anyKeys(url: string): { url: string; accessKeyId: string; secretAccessKey: string } {
  return { url, accessKeyId: 'any', secretAccessKey: 'any' };
}

function fill(command: string, words: ReadonlyMap<string, string>): string[] {
  const filled = Array.from(words).reduce((text, [word, value]) => text.replace(word, value), command);
  return filled.split(' ');
}

/** Keeps the id of the instance that a command launched. */
function remember(words: Map<string, string>, answer: unknown): void {
  const launched = (answer as { Instances?: { InstanceId: string }[] } | null)?.Instances?.[0]?.InstanceId;
  if (launched !== undefined) words.set('ID', launched);
}
