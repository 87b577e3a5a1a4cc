import { ProviderError } from '@tradewind/core';
import type { Clock } from '../clock.ts';
import type { RateLimitFigures } from '../provider-call.ts';

/** A provider's side of the limit, written without looking at ours: whole tokens, refilled continuously. */
export class ServerBucket {
  accepted = 0;
  refused = 0;
  readonly #clock: Clock;
  readonly #figures: RateLimitFigures;
  #tokens: number;
  #atMs: number;

  constructor(figures: RateLimitFigures, clock: Clock) {
    this.#figures = figures;
    this.#clock = clock;
    this.#tokens = figures.capacity;
    this.#atMs = clock.now();
  }

  /** Takes a token, or refuses as a provider does. */
  handle(retryAfterMs?: number): void {
    const nowMs = this.#clock.now();
    const { capacity, refillPerSecond } = this.#figures;
    this.#tokens = Math.min(capacity, this.#tokens + ((nowMs - this.#atMs) * refillPerSecond) / 1000);
    this.#atMs = nowMs;
    if (this.#tokens < 1) {
      this.refused += 1;
      throw new ProviderError('too many requests', {
        code: 'rate_limited',
        outcome: 'not-applied',
        ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      });
    }
    this.#tokens -= 1;
    this.accepted += 1;
  }
}
