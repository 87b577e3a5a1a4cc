import type { RateLimitFigures } from './provider-call.ts';

/**
 * Our image of the token bucket that a provider keeps for one endpoint. It begins with the published figures and learns
 * from refusals:
 *
 * - A refusal says that the provider's bucket is empty, so ours is too.
 * - If we believed in tokens saved up over some time, the capacity was overestimated. Otherwise the rate was: between two
 *   refusals, both of which found the bucket empty, the provider let through exactly what it refilled, which measures
 *   its rate.
 * - After a cut the rate comes back along a cubic curve (as in TCP CUBIC, RFC 9438): a little under the measured rate at
 *   first, level around it, then faster and faster, in case the limit was only shared for a while.
 *
 * Pure arithmetic on the times it is given, in milliseconds.
 */
export class AdaptiveBucket {
  readonly #full: RateLimitFigures;
  #tokens: number;
  #refilledAtMs: number;
  #capacityCut: { readonly capacity: number; readonly atMs: number } | null = null;
  #rateCut: { readonly estimate: number; readonly atMs: number } | null = null;
  /** When the provider's bucket was surely empty, and what it let through since. */
  #lastEmpty = { atMs: Number.NEGATIVE_INFINITY, accepted: 0 };
  /** When ours was full, with how many tokens, and what was let through since. */
  #lastFull: { readonly atMs: number; readonly tokens: number; accepted: number };
  #blockedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(figures: RateLimitFigures, nowMs: number) {
    this.#full = {
      capacity: Math.max(1, figures.capacity - Math.max(2, figures.capacity * capacityMargin)),
      refillPerSecond: figures.refillPerSecond * (1 - rateMargin),
    };
    this.#tokens = this.#full.capacity;
    this.#refilledAtMs = nowMs;
    this.#lastFull = { atMs: nowMs, tokens: this.#tokens, accepted: 0 };
  }

  /** What it holds when full. A cut wears off over minutes: it may have been another user of the same account. */
  capacity(nowMs: number): number {
    const cut = this.#capacityCut;
    if (cut === null) return this.#full.capacity;
    const share = Math.min(1, (nowMs - cut.atMs) / capacityRecoveryMs);
    return cut.capacity + (this.#full.capacity - cut.capacity) * share;
  }

  ratePerSecond(nowMs: number): number {
    const cut = this.#rateCut;
    const most = this.#full.refillPerSecond;
    if (cut === null) return most;
    const levelAfterS = Math.min(20, Math.max(2, 5 * Math.sqrt(20 / cut.estimate)));
    const fromLevelS = (nowMs - cut.atMs) / 1000 - levelAfterS;
    return Math.min(most, cut.estimate * (1 + cutBelowEstimate * (fromLevelS / levelAfterS) ** 3));
  }

  tokens(nowMs: number): number {
    this.#refill(nowMs);
    return this.#tokens;
  }

  /** How long until a token can be taken; 0 when one can now. */
  msUntilToken(nowMs: number): number {
    this.#refill(nowMs);
    const blockedMs = Math.max(0, this.#blockedUntilMs - nowMs);
    const missing = Math.max(0, 1 - this.#tokens);
    return Math.max(blockedMs, (missing / this.ratePerSecond(nowMs)) * 1000);
  }

  /** True when a token was there and is taken. */
  take(nowMs: number): boolean {
    this.#refill(nowMs);
    if (this.#tokens < 1 - rounding || nowMs < this.#blockedUntilMs) return false;
    this.#tokens = Math.max(0, this.#tokens - 1);
    return true;
  }

  /** The provider dealt with a call that was sent at that time, whatever its answer. */
  noteAccepted(sentAtMs: number): void {
    if (sentAtMs >= this.#lastEmpty.atMs) this.#lastEmpty.accepted += 1;
    if (sentAtMs >= this.#lastFull.atMs) this.#lastFull.accepted += 1;
  }

  /** The provider refused a call for its rate, and perhaps asked for silence. */
  noteRefused(sentAtMs: number, nowMs: number, retryAfterMs: number | null): void {
    this.#refill(nowMs);
    const rate = this.ratePerSecond(nowMs);
    const capacity = this.capacity(nowMs);
    const left = this.#tokens;
    this.#tokens = 0;
    if (retryAfterMs !== null) this.#blockedUntilMs = Math.max(this.#blockedUntilMs, nowMs + retryAfterMs);
    const empty = this.#lastEmpty;
    // Sent before we knew of the last refusal: it teaches nothing new.
    if (sentAtMs < empty.atMs) return;
    this.#lastEmpty = { atMs: nowMs, accepted: 0 };
    const full = this.#lastFull;
    const couldHaveSaved = nowMs - empty.atMs >= Math.max(leastMeasureMs, (capacity / rate) * 1000);
    if (left >= 1 && couldHaveSaved) {
      this.#capacityCut = { capacity: Math.max(1, capacity - left), atMs: nowMs };
      return;
    }
    // What was refilled since lies between the calls let through and one more.
    const measured =
      couldHaveSaved && full.atMs > empty.atMs
        ? (full.accepted + 0.5 - full.tokens) / Math.max(1, nowMs - full.atMs)
        : (empty.accepted + 0.5) / Math.max(1, nowMs - empty.atMs);
    const estimate = Math.max(leastRatePerSecond, rate * deepestCut, Math.min(measured * 1000, rate * shallowestCut));
    this.#rateCut = { estimate, atMs: nowMs };
  }

  #refill(nowMs: number): void {
    const elapsedMs = nowMs - this.#refilledAtMs;
    if (elapsedMs <= 0) return;
    const capacity = this.capacity(nowMs);
    this.#tokens = Math.min(capacity, this.#tokens + (elapsedMs / 1000) * this.ratePerSecond(nowMs));
    this.#refilledAtMs = nowMs;
    // From here on more is refilled than can be counted: begin anew.
    if (this.#tokens >= capacity) this.#lastFull = { atMs: nowMs, tokens: capacity, accepted: 0 };
  }
}

/** Calls reach the provider a little unevenly: stay this far below what it publishes. */
const capacityMargin = 0.02;
const rateMargin = 0.01;
const capacityRecoveryMs = 10 * 60_000;
/** A new rate is at least this share of the one before, and at most that. */
const deepestCut = 0.5;
const shallowestCut = 0.98;
const cutBelowEstimate = 0.05;
const leastRatePerSecond = 0.2;
const leastMeasureMs = 2_000;
/** A token that is due now must not be missed by a rounding error, which would be waited for by a timer of 0 ms. */
const rounding = 1e-6;
