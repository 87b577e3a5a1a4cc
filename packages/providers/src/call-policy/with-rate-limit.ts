import { ProviderError } from '@tradewind/core';
import { AdaptiveBucket } from './adaptive-bucket.ts';
import type { Clock } from './clock.ts';
import type { CallPolicy, ProviderCall, RateLimitFigures } from './provider-call.ts';

export interface RateLimitOptions {
  readonly clock: Clock;
  /** Where a provider publishes nothing; refusals teach the rest. */
  readonly unpublishedLimit?: RateLimitFigures;
}

/**
 * Lets calls through at the rate that the provider accepts, first come, first served: one adaptive token bucket per
 * connection, service, region and class of operations. The buckets live as long as the policy.
 */
export function withRateLimit(options: RateLimitOptions): CallPolicy {
  const { clock, unpublishedLimit = { capacity: 100, refillPerSecond: 50 } } = options;
  const gates = new Map<string, Gate>();

  const readGate = (call: ProviderCall): Gate => {
    const key = [call.connection, call.service, call.region, call.rateLimitClass].join(' ');
    let gate = gates.get(key);
    if (gate === undefined) {
      gate = new Gate(new AdaptiveBucket(call.publishedLimit ?? unpublishedLimit, clock.now()), clock);
      gates.set(key, gate);
    }
    return gate;
  };

  return async (call, attempt, context) => {
    const gate = readGate(call);
    await gate.pass(context.signal);
    const sentAtMs = clock.now();
    try {
      const result = await attempt(context.signal);
      gate.bucket.noteAccepted(sentAtMs);
      return result;
    } catch (error) {
      if (error instanceof ProviderError) {
        if (error.code === 'rate_limited') {
          const silenceMs = error.retryAfterMs === null ? null : Math.min(error.retryAfterMs, maxSilenceMs);
          gate.bucket.noteRefused(sentAtMs, clock.now(), silenceMs);
        } else if (error.outcome === 'not-applied') gate.bucket.noteAccepted(sentAtMs);
      }
      throw error;
    }
  };
}

/** A queue before a bucket. */
class Gate {
  readonly bucket: AdaptiveBucket;
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #isOpening = false;
  /** Cancels the wait for the next token when nobody waits for it any more. */
  #wait = new AbortController();

  constructor(bucket: AdaptiveBucket, clock: Clock) {
    this.bucket = bucket;
    this.#clock = clock;
  }

  /** Resolves when it is this caller's turn; rejects with the signal's reason when that aborts first. */
  async pass(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#waiting.size === 0 && this.bucket.take(this.#clock.now())) return;
    const turn = Promise.withResolvers<void>();
    const enter = (): void => turn.resolve();
    const onAbort = (): void => {
      this.#waiting.delete(enter);
      if (this.#waiting.size === 0) this.#wait.abort();
      turn.reject(signal.reason);
    };
    this.#waiting.add(enter);
    signal.addEventListener('abort', onAbort, { once: true });
    if (!this.#isOpening) void this.#letThrough();
    try {
      await turn.promise;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  async #letThrough(): Promise<void> {
    this.#isOpening = true;
    // Also sees those who come while it waits.
    for (const next of this.#waiting) {
      while (this.#waiting.has(next) && !this.bucket.take(this.#clock.now())) {
        this.#wait = new AbortController();
        const waitMs = Math.max(leastWaitMs, this.bucket.msUntilToken(this.#clock.now()));
        await this.#clock.sleep(waitMs, this.#wait.signal).catch(() => undefined);
      }
      if (this.#waiting.delete(next)) next();
    }
    this.#isOpening = false;
  }
}

/** A provider that asks for hours is asked again after this long, so that its refusal is heard instead of a hang. */
const maxSilenceMs = 60_000;

/** Timers of Node have millisecond resolution. */
const leastWaitMs = 1;
