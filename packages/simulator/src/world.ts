import { buildAwsEstate, type AwsEstate } from './aws/estate/aws-estate.ts';
import { createCredentialStore, type CredentialStore } from './aws/frame/credentials.ts';
import { createClock, type SimulatorClock } from './clock.ts';
import type { EstateFile } from './estate/estate-schema.ts';
import { createFaultEngine, type FaultEngine } from './faults/fault-engine.ts';
import { createCallLog, type CallLog } from './server/call-log.ts';

/** Everything that a running simulator knows and that calls change. */
export interface World {
  readonly clock: SimulatorClock;
  readonly wallNowMs: () => number;
  readonly calls: CallLog;
  readonly faults: FaultEngine;
  /** Replaced as a whole by `reset`. */
  readonly estate: AwsEstate;
  readonly credentials: CredentialStore;
  /** Back to the estate and the faults of the start, with the clock at the present. */
  reset(): void;
}

export interface WorldOptions {
  readonly estate: EstateFile;
  readonly seed: number;
  readonly clockSpeed?: number;
  readonly wallNowMs?: () => number;
}

export function createWorld(options: WorldOptions): World {
  const wallNowMs = options.wallNowMs ?? Date.now;
  const { seed } = options;
  const clock = createClock({ wallNowMs, speed: options.clockSpeed ?? 1 });
  const faults = createFaultEngine({ seed, wallNowMs });
  const calls = createCallLog();
  const build = (): { estate: AwsEstate; credentials: CredentialStore } => {
    const estate = buildAwsEstate(options.estate.aws ?? {}, { seed, startMs: clock.nowMs() });
    for (const fault of options.estate.faults ?? []) faults.add(fault);
    return { estate, credentials: createCredentialStore(estate.accountId, estate.ids) };
  };
  let current = build();
  return {
    clock,
    wallNowMs,
    calls,
    faults,
    get estate() {
      return current.estate;
    },
    get credentials() {
      return current.credentials;
    },
    reset() {
      clock.reset();
      faults.clear();
      calls.clear();
      current = build();
    },
  };
}
