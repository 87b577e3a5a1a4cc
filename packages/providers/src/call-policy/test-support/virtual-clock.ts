import type { Clock } from '../clock.ts';

/** A clock whose time passes at once, from one sleeper to the next, while `run` runs. */
export class VirtualClock implements Clock {
  #nowMs = 0;
  readonly #sleepers: { readonly atMs: number; readonly order: number; readonly wake: () => void }[] = [];
  #order = 0;

  now(): number {
    return this.#nowMs;
  }

  sleep(ms: number, signal: AbortSignal): Promise<void> {
    const sleep = Promise.withResolvers<void>();
    const sleeper = { atMs: this.#nowMs + ms, order: this.#order++, wake: sleep.resolve };
    const onAbort = (): void => {
      const at = this.#sleepers.indexOf(sleeper);
      if (at !== -1) this.#sleepers.splice(at, 1);
      sleep.reject(signal.reason);
    };
    this.#sleepers.push(sleeper);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
    return sleep.promise;
  }

  /** Lets time pass until the work is done; fails when it waits for anything but this clock. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const done = work.finally(() => {
      isDone = true;
    });
    done.catch(() => undefined);
    for (let idle = 0; !isDone;) {
      await settle();
      if (isDone) break;
      if (this.#wakeNext()) idle = 0;
      else if (++idle > 50) throw new Error('the work waits for something other than this clock');
    }
    return done;
  }

  #wakeNext(): boolean {
    const next = this.#sleepers.toSorted((a, b) => a.atMs - b.atMs || a.order - b.order)[0];
    if (next === undefined) return false;
    this.#sleepers.splice(this.#sleepers.indexOf(next), 1);
    this.#nowMs = Math.max(this.#nowMs, next.atMs);
    next.wake();
    return true;
  }
}

/** Lets all promise callbacks that are due run. */
function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
