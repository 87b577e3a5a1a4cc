import type { Figure } from './figure.ts';
import { startReplay } from './replay-server.ts';
import { regions } from './regions.ts';
import { discover } from './tradewind.ts';

const pages = 400;
const scannedRegions = regions.slice(0, 4);

interface Bucket {
  readonly capacity: number;
  readonly refillPerS: number;
}

/**
 * 400 pages of 100 per region under a token bucket. The bucket allows its capacity at once and then the refill: with that
 * as the limit, an answer must be fast enough not to be the limit itself, hence the delay of 5 ms. Four regions keep the
 * work small enough for the bucket, not the processor, to decide.
 */
async function measure(bucket: Bucket): Promise<{ readonly share: number; readonly refused: number }> {
  await using replay = await startReplay({
    pages,
    'page-size': 100,
    'delay-ms': 5,
    bucket: bucket.capacity,
    'refill-per-s': bucket.refillPerS,
  });
  await discover({ endpoint: replay.url, args: ['--types', 'ec2', '--regions', scannedRegions.join(',')] });
  const stats = await replay.readStats();
  const allowedMs = ((pages - bucket.capacity) / bucket.refillPerS) * 1000;
  return {
    share: (allowedMs / (stats.last_call_ms - stats.first_call_ms)) * 100,
    refused: (stats.throttled / stats.calls) * 100,
  };
}

export async function benchThrottled(): Promise<Figure[]> {
  const published = await measure({ capacity: 100, refillPerS: 20 });
  const smaller = await measure({ capacity: 50, refillPerS: 15 });
  return [
    {
      bench: 'throttled',
      what: 'bucket of 100 at 20/s: share of what it allows',
      value: published.share,
      unit: '%',
      target: { atLeast: 95 },
    },
    {
      bench: 'throttled',
      what: 'bucket of 100 at 20/s: calls refused',
      value: published.refused,
      unit: '%',
      target: { atMost: 1 },
    },
    {
      bench: 'throttled',
      what: 'bucket of 50 at 15/s, unknown to us: share',
      value: smaller.share,
      unit: '%',
      target: null,
    },
    {
      bench: 'throttled',
      what: 'bucket of 50 at 15/s, unknown to us: calls refused',
      value: smaller.refused,
      unit: '%',
      target: null,
    },
  ];
}
