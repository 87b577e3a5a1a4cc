import { describe, expect, it } from 'vitest';
import { createFaultEngine, type FaultEngine, type FaultScope } from './fault-engine.ts';
import type { Fault } from './fault-schema.ts';

const scope: FaultScope = { service: 'ec2', region: 'us-east-1', operation: 'DescribeInstances' };

function engineWith(faults: readonly Fault[], seed = 1): { engine: FaultEngine; passMs: (ms: number) => void } {
  let nowMs = 0;
  const engine = createFaultEngine({ seed, wallNowMs: () => nowMs });
  for (const fault of faults) engine.add(fault);
  return { engine, passMs: (ms) => (nowMs += ms) };
}

describe('the scope of a fault', () => {
  it.each<[Partial<Fault>, boolean]>([
    [{}, true],
    [{ service: 'ec2' }, true],
    [{ service: 's3' }, false],
    [{ region: 'us-*' }, true],
    [{ region: 'us-*-2' }, false],
    [{ operation: 'Describe*' }, true],
    [{ operation: '*Instances' }, true],
    [{ operation: 'Describe' }, false],
    [{ service: 'ec2', region: 'us-east-1', operation: 'DescribeInstances' }, true],
    [{ service: 'ec2', region: 'eu-west-1' }, false],
    [{ operation: 'Describe.nstances' }, false],
  ])('%j', (given, hits) => {
    const { engine } = engineWith([{ kind: 'refuse', ...given } as Fault]);
    expect(engine.hit(scope, ['refuse']) !== null).toBe(hits);
  });

  it('leaves alone what is asked about another kind', () => {
    const { engine } = engineWith([{ kind: 'refuse', count: 1 }]);
    expect(engine.hit(scope, ['hang'])).toBeNull();
    expect(engine.list()).toMatchObject([{ remaining: 1, hits: 0 }]);
  });
});

describe('count and rate', () => {
  it('is gone after its count', () => {
    const { engine } = engineWith([{ kind: 'error', count: 2 }]);
    const hits = [1, 2, 3].map(() => engine.hit(scope, ['error']) !== null);
    expect(hits).toEqual([true, true, false]);
    expect(engine.list()).toEqual([]);
  });

  it('hits about as often as its rate says, and for one seed the same calls each time', () => {
    const run = (seed: number): boolean[] => {
      const { engine } = engineWith([{ kind: 'error', rate_percent: 30 }], seed);
      return Array.from({ length: 1000 }, () => engine.hit(scope, ['error']) !== null);
    };
    const hits = run(1).filter(Boolean).length;
    expect(hits).toBeGreaterThan(250);
    expect(hits).toBeLessThan(350);
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
  });

  it('never hits at 0 percent', () => {
    const { engine } = engineWith([{ kind: 'error', rate_percent: 0 }]);
    expect(Array.from({ length: 100 }, () => engine.hit(scope, ['error'])).every((hit) => hit === null)).toBe(true);
  });
});

describe('throttle', () => {
  const throttle: Fault = { kind: 'throttle', capacity: 2, refill_per_second: 1 };
  const refused = (engine: FaultEngine, at = scope): boolean => engine.hit(at, ['throttle']) !== null;

  it('lets its capacity pass and then what it refills', () => {
    const { engine, passMs } = engineWith([throttle]);
    expect([refused(engine), refused(engine), refused(engine)]).toEqual([false, false, true]);
    passMs(999);
    expect(refused(engine)).toBe(true);
    passMs(1);
    expect([refused(engine), refused(engine)]).toEqual([false, true]);
    passMs(60_000);
    expect([refused(engine), refused(engine), refused(engine)]).toEqual([false, false, true]);
  });

  it('has a bucket for each region', () => {
    const { engine } = engineWith([throttle]);
    const elsewhere = { ...scope, region: 'eu-west-1' };
    expect([refused(engine), refused(engine), refused(engine, elsewhere), refused(engine)]).toEqual([
      false,
      false,
      false,
      true,
    ]);
  });
});

it('adds up latencies', () => {
  const { engine } = engineWith([
    { kind: 'latency', latency_ms: 100 },
    { kind: 'latency', latency_ms: 50, region: 'us-east-1' },
    { kind: 'latency', latency_ms: 7, region: 'eu-west-1' },
  ]);
  expect(engine.latencyMs(scope)).toBe(150);
});

it('removes one by its id, and all', () => {
  const { engine } = engineWith([{ kind: 'refuse', id: 'mine' }, { kind: 'hang' }]);
  expect(engine.list().map(({ id }) => id)).toEqual(['mine', 'fault-2']);
  expect([engine.remove('mine'), engine.remove('mine')]).toEqual([true, false]);
  engine.clear();
  expect(engine.list()).toEqual([]);
});
