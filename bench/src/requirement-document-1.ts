import { startSimulator } from '@tradewind/test-kit';
import type { Figure } from './figure.ts';
import { median, medianPeakRssMb, runOk } from './measure.ts';
import { discover } from './tradewind.ts';

const bench = 'document 1';
const sampleRegions = ['us-east-1', 'us-west-2', 'eu-west-1'];
const rounds = 5;

/** The figures of requirement document 1: how regions overlap, how long the sample estate takes, how much memory. */
export async function benchRequirementDocument1(): Promise<Figure[]> {
  return [...(await measureOverlap()), ...(await measureSampleEstate()), ...(await measureMemory())];
}

async function scanMs(
  simulator: Awaited<ReturnType<typeof startSimulator>>,
  regions: readonly string[],
  types?: string,
): Promise<number> {
  const found = await discover({
    endpoint: simulator.url,
    accessKeyId: simulator.accessKeyId,
    secretAccessKey: simulator.secretAccessKey,
    args: ['--regions', regions.join(','), ...(types === undefined ? [] : ['--types', types])],
  });
  return found.scanMs;
}

async function measureOverlap(): Promise<Figure[]> {
  await using simulator = await startSimulator({ extraArgs: ['--latency-ms', '200'] });
  const together = [];
  const apart = [];
  for (let round = 0; round < rounds; round++) {
    together.push(await scanMs(simulator, sampleRegions, 'ec2,s3'));
    let sum = 0;
    for (const region of sampleRegions) sum += await scanMs(simulator, [region], 'ec2,s3');
    apart.push(sum);
  }
  return [
    {
      bench,
      what: '200 ms a call: three regions together, scan',
      value: median(together) / 1000,
      unit: 's',
      target: null,
    },
    {
      bench,
      what: '200 ms a call: together / one after another',
      value: median(together) / median(apart),
      unit: 'x',
      target: { atMost: 0.4 },
    },
  ];
}

async function measureSampleEstate(): Promise<Figure[]> {
  await using simulator = await startSimulator();
  const one = [];
  const three = [];
  for (let round = 0; round < rounds; round++) {
    one.push(await scanMs(simulator, sampleRegions.slice(0, 1)));
    three.push(await scanMs(simulator, sampleRegions));
  }
  return [
    {
      bench,
      what: 'sample estate, one region, all types, scan',
      value: median(one) / 1000,
      unit: 's',
      target: { atMost: 0.5 },
    },
    {
      bench,
      what: 'sample estate, three regions, all types, scan',
      value: median(three) / 1000,
      unit: 's',
      target: { atMost: 1.5 },
    },
  ];
}

const clients = ['ec2', 's3', 'rds', 'eks', 'lambda', 'elastic-load-balancing-v2', 'sts'];

async function measureMemory(): Promise<Figure[]> {
  await using simulator = await startSimulator({ generate: 100, seed: 1 });
  const sdk = [];
  const ours = [];
  const load = `${clients.map((name) => `await import('@aws-sdk/client-${name}');`).join('')} await new Promise((end) => setTimeout(end, 100));`;
  for (let round = 0; round < rounds; round++) {
    sdk.push(
      await runOk(
        process.execPath,
        ['--input-type=module', '-e', load],
        {},
        `${import.meta.dirname}/../../packages/providers`,
      ),
    );
    const found = await discover({
      endpoint: simulator.url,
      accessKeyId: simulator.accessKeyId,
      secretAccessKey: simulator.secretAccessKey,
      args: ['--regions', 'us-east-1,us-west-2,eu-west-1,eu-central-1,ap-southeast-1'],
    });
    ours.push(found);
  }
  const [sdkMb, oursMb] = [medianPeakRssMb(sdk), medianPeakRssMb(ours)];
  return [
    { bench, what: 'bare node with the SDK loaded, peak memory', value: sdkMb, unit: 'MB', target: null },
    {
      bench,
      what: '100 resources in 5 regions: memory added to that',
      value: sdkMb === null || oursMb === null ? null : oursMb - sdkMb,
      unit: 'MB',
      target: { atMost: 50 },
    },
  ];
}
