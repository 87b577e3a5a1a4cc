import type { Clock } from '../../call-policy/clock.ts';

/** A clock for waits between attempts: nobody waits, but the time passes and the waits are kept. */
export class HurriedClock implements Clock {
  readonly waitsMs: number[] = [];
  /** What else happens while somebody waits. */
  meanwhile: (() => Promise<void>) | null = null;
  #nowMs = 0;

  now(): number {
    return this.#nowMs;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.waitsMs.push(ms);
    this.#nowMs += ms;
    // Real work of others goes on.
    await new Promise((resolve) => setImmediate(resolve));
    await this.meanwhile?.();
    signal.throwIfAborted();
  }
}
