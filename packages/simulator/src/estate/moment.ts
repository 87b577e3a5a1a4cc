import { z } from 'zod';

const unitMs: Record<string, number> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

export const agePattern = /^(\d+(?:\.\d+)?)(s|m|h|d|w)$/;

const momentForm = 'a time is in ISO 8601 (2026-08-03T10:11:12Z), or an age at the start: { age: 90d }';

/** When something happened: an absolute time, or an age at the simulator's start, so that a demo's old things stay old. */
export const momentSchema = z
  .union(
    [
      z.iso.datetime({ offset: true, error: momentForm }).describe('an absolute time in ISO 8601'),
      z.strictObject({
        age: z
          .string()
          .regex(agePattern, 'an age is a number and a unit: 30s, 15m, 12h, 90d, 8w')
          .describe('age at start'),
      }),
    ],
    { error: momentForm },
  )
  .meta({ id: 'moment', description: 'an ISO 8601 time, or { age: 90d } relative to the start of the simulator' });

export type Moment = z.infer<typeof momentSchema>;

export function momentToMs(moment: Moment, startMs: number): number {
  if (typeof moment === 'string') return Date.parse(moment);
  const [, amount, unit] = agePattern.exec(moment.age) ?? [];
  return wholeSecond(startMs - Number(amount) * (unitMs[unit ?? ''] ?? 0));
}

/** Clouds keep most times to the second. */
export function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
