/** The longest wait for a turn: an answer that trickles in must not hold up all others. */
const longestWaitMs = 1000;

/**
 * Lets few large answers be in memory at once. The rest wait in their sockets, where the sender waits too, so that
 * requests go on overlapping while memory holds a page or two and not one of every region.
 */
export class BodyTurns {
  readonly #atOnce: number;
  readonly #waiting: (() => void)[] = [];
  #taken = 0;

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** Waits for a turn, but never longer than a second or than the signal. Answers what gives the turn back. */
  async take(signal: AbortSignal): Promise<() => void> {
    if (this.#taken >= this.#atOnce) await this.#wait(signal);
    this.#taken += 1;
    let isGivenBack = false;
    return () => {
      if (isGivenBack) return;
      isGivenBack = true;
      this.#taken -= 1;
      this.#waiting.shift()?.();
    };
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const go = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', goEarly);
        resolve();
      };
      const goEarly = (): void => {
        const place = this.#waiting.indexOf(go);
        if (place >= 0) this.#waiting.splice(place, 1);
        go();
      };
      const timer = setTimeout(goEarly, longestWaitMs);
      // What was aborted says so itself when it goes on.
      signal.addEventListener('abort', goEarly, { once: true });
      this.#waiting.push(go);
    });
  }
}
