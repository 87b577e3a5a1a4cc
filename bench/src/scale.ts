import { join } from 'node:path';
import { median, medianPeakRssMb, runOk, type Run } from './measure.ts';
import type { Figure } from './figure.ts';
import { startReplay } from './replay-server.ts';
import { regions } from './regions.ts';
import { runCustodian } from './custodian.ts';
import { discover } from './tradewind.ts';

const pages = 10;
const pageSize = 1000;
const instances = regions.length * pages * pageSize;
const rounds = 3;

/**
 * 170,000 instances in 17 regions, normalised, tag-indexed and stored, against a bare scan of the same pages. The two run
 * in turn, so that the ratio holds when the machine's speed drifts.
 */
export async function benchScale(options: { readonly withCustodian: boolean }): Promise<Figure[]> {
  await using replay = await startReplay({ pages, 'page-size': pageSize, 'delay-ms': 50 });
  const bareArgs = [join(import.meta.dirname, 'bare-scan.ts'), replay.url, regions.join(',')];
  const bare: Run[] = [];
  const ours = [];
  for (let round = 0; round < rounds; round++) {
    bare.push(await runOk(process.execPath, bareArgs));
    const found = await discover({ endpoint: replay.url, args: ['--types', 'ec2'] });
    if (found.resources !== instances) throw new Error(`found ${found.resources} instances of ${instances}`);
    ours.push(found);
  }
  const figures: Figure[] = [
    {
      bench: 'scale',
      what: 'bare scan of 170,000 instances, wall',
      value: median(bare.map(({ wallMs }) => wallMs)) / 1000,
      unit: 's',
      target: null,
    },
    {
      bench: 'scale',
      what: 'tradewind discover, wall',
      value: median(ours.map(({ wallMs }) => wallMs)) / 1000,
      unit: 's',
      target: null,
    },
    {
      bench: 'scale',
      what: 'tradewind / bare (median of pairs)',
      value: median(ours.map(({ wallMs }, round) => wallMs / bare[round]!.wallMs)),
      unit: 'x',
      target: { atMost: 2.5 },
    },
    {
      bench: 'scale',
      what: 'bare scan, peak memory',
      value: medianPeakRssMb(bare),
      unit: 'MB',
      target: null,
    },
    {
      bench: 'scale',
      what: 'tradewind, peak memory',
      value: medianPeakRssMb(ours),
      unit: 'MB',
      target: { atMost: 200 },
    },
  ];
  return options.withCustodian ? [...figures, ...(await runCustodian(replay.url))] : figures;
}
