import { settleRegion } from '../aws/estate/settle-region.ts';
import type { World } from '../world.ts';

/** The estate as it is now, whatever reads still show: for tests that ask what really exists. */
export function stateToWire(world: World): unknown {
  const nowMs = world.clock.nowMs();
  const { estate } = world;
  const regions = Array.from(estate.regions.values(), (region): [string, unknown] => {
    settleRegion(region, nowMs);
    const { ids: _ids, nextSequence: _nextSequence, idempotentCalls: _calls, ...rest } = region;
    return [region.name, toWire(rest)];
  });
  return {
    now: new Date(nowMs).toISOString(),
    aws: {
      account_id: estate.accountId,
      regions: Object.fromEntries(regions),
      buckets: toWire(estate.buckets),
    },
  };
}

/** Plain objects' keys are names of fields and become snake_case; maps' keys are data (ids, tags) and stay. */
function toWire(value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(Array.from(value, ([key, item]) => [key, toWire(item)]));
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (Array.isArray(value)) return value.map(toWire);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [snakeCase(key), toWire(item)]));
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
