import { untilAborted } from '../until-aborted.ts';

/** Lets the changes of one thing by this process follow each other. */
export class Turns {
  readonly #last = new Map<string, Promise<unknown>>();

  /** Runs the work when all earlier work on the same thing has ended, well or not; gives up waiting on an abort. */
  async take(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const earlier = this.#last.get(name) ?? Promise.resolve();
    const turn = earlier.then(async () => {
      signal.throwIfAborted();
      await work();
    });
    const ended = turn.catch(() => undefined);
    this.#last.set(name, ended);
    void ended.then(() => {
      if (this.#last.get(name) === ended) this.#last.delete(name);
    });
    await untilAborted(turn, signal);
  }
}
