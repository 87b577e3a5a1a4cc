import { seededRandom, type Random } from '../random.ts';
import type { Fault, FaultKind } from './fault-schema.ts';

/** The call that faults are matched with. */
export interface FaultScope {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
}

export interface ActiveFault {
  readonly id: string;
  readonly fault: Fault;
  /** How many calls it may still hit; null for without end. */
  readonly remaining: number | null;
  readonly hits: number;
}

type FaultOf<K extends FaultKind> = Extract<Fault, { kind: K }>;

export interface FaultEngine {
  add(fault: Fault): ActiveFault;
  list(): readonly ActiveFault[];
  remove(id: string): boolean;
  clear(): void;
  /** The first fault of one of the kinds that hits the call; being hit uses up its count. */
  hit<K extends FaultKind>(scope: FaultScope, kinds: readonly K[]): FaultOf<K> | null;
  /** Milliseconds of latency, all faults that hit the call added up. */
  latencyMs(scope: FaultScope): number;
}

interface State {
  readonly id: string;
  readonly fault: Fault;
  readonly matches: (scope: FaultScope) => boolean;
  readonly random: Random;
  /** Token buckets of a throttle, one for each service, region and operation. */
  readonly buckets: Map<string, { tokens: number; atMs: number }>;
  remaining: number | null;
  hits: number;
}

export interface FaultEngineOptions {
  readonly seed: number;
  /** Throttles refill by the wall clock, since clients back off by it. */
  readonly wallNowMs: () => number;
}

export function createFaultEngine({ seed, wallNowMs }: FaultEngineOptions): FaultEngine {
  const states = new Map<string, State>();
  let made = 0;

  /** Whether the fault hits this call of its scope: by its rate, and for a throttle by its tokens. */
  const strikes = (state: State, scope: FaultScope): boolean => {
    const { fault } = state;
    const rate = fault.rate_percent ?? 100;
    if (rate < 100 && state.random.fraction() * 100 >= rate) return false;
    return fault.kind !== 'throttle' || !takeToken(state, fault, scope, wallNowMs());
  };
  const hits = (state: State, scope: FaultScope): boolean => {
    if (!state.matches(scope) || !strikes(state, scope)) return false;
    state.hits += 1;
    if (state.remaining !== null) {
      state.remaining -= 1;
      if (state.remaining === 0) states.delete(state.id);
    }
    return true;
  };
  return {
    add(fault) {
      made += 1;
      const id = fault.id ?? `fault-${made}`;
      const state: State = {
        id,
        fault,
        matches: scopeMatcher(fault),
        random: seededRandom(seed, `fault/${id}`),
        buckets: new Map(),
        remaining: fault.count ?? null,
        hits: 0,
      };
      states.set(id, state);
      return toActiveFault(state);
    },
    list: () => Array.from(states.values(), toActiveFault),
    remove: (id) => states.delete(id),
    clear: () => states.clear(),
    hit<K extends FaultKind>(scope: FaultScope, kinds: readonly K[]) {
      for (const state of states.values()) {
        const { fault } = state;
        if (isOf(fault, kinds) && hits(state, scope)) return fault;
      }
      return null;
    },
    latencyMs(scope) {
      let sum = 0;
      for (const state of states.values()) {
        const { fault } = state;
        if (fault.kind === 'latency' && hits(state, scope)) sum += fault.latency_ms;
      }
      return sum;
    },
  };
}

function isOf<K extends FaultKind>(fault: Fault, kinds: readonly K[]): fault is FaultOf<K> {
  return (kinds as readonly FaultKind[]).includes(fault.kind);
}

function toActiveFault({ id, fault, remaining, hits }: State): ActiveFault {
  return { id, fault, remaining, hits };
}

function scopeMatcher(fault: Fault): (scope: FaultScope) => boolean {
  const service = wildcard(fault.service);
  const region = wildcard(fault.region);
  const operation = wildcard(fault.operation);
  return (scope) => service(scope.service) && region(scope.region) && operation(scope.operation);
}

function wildcard(pattern: string | undefined): (text: string) => boolean {
  if (pattern === undefined || pattern === '*') return () => true;
  if (!pattern.includes('*')) return (text) => text === pattern;
  const source = pattern.split('*').map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'));
  const expression = new RegExp(`^${source.join('.*')}$`);
  return (text) => expression.test(text);
}

/** Takes a token if there is one. A bucket starts full and never holds more than its capacity. */
function takeToken(state: State, fault: FaultOf<'throttle'>, scope: FaultScope, nowMs: number): boolean {
  const key = `${scope.service}/${scope.region}/${scope.operation}`;
  const bucket = state.buckets.get(key) ?? { tokens: fault.capacity, atMs: nowMs };
  const refilled = bucket.tokens + (Math.max(0, nowMs - bucket.atMs) / 1000) * fault.refill_per_second;
  const tokens = Math.min(fault.capacity, refilled);
  const passes = tokens >= 1;
  state.buckets.set(key, { tokens: passes ? tokens - 1 : tokens, atMs: nowMs });
  return passes;
}
