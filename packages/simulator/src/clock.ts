/** Simulated time: what the resources' states and ages go by. It starts at the wall clock's time, may run faster and can
 * be advanced by hand. Signatures and throttling go by the wall clock, since that is what clients sign and wait with. */
export interface SimulatorClock {
  nowMs(): number;
  advance(ms: number): void;
  reset(): void;
}

export interface ClockOptions {
  readonly wallNowMs?: () => number;
  /** Simulated milliseconds per millisecond of the wall clock. */
  readonly speed?: number;
}

export function createClock(options: ClockOptions = {}): SimulatorClock {
  const wallNowMs = options.wallNowMs ?? Date.now;
  const speed = options.speed ?? 1;
  let startMs = wallNowMs();
  let advancedMs = 0;
  return {
    nowMs: () => Math.floor(startMs + (wallNowMs() - startMs) * speed + advancedMs),
    advance(ms) {
      advancedMs += ms;
    },
    reset() {
      startMs = wallNowMs();
      advancedMs = 0;
    },
  };
}
