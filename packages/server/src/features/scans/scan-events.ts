import type { ScanEventDto } from '@tradewind/api';

/** Sends the events of one scan to everyone who watches it. A watcher that is slow misses nothing: its events wait. */
export class ScanEvents {
  readonly #watchers = new Set<Watcher>();
  #finished = false;

  publish(event: ScanEventDto): void {
    for (const watcher of this.#watchers) watcher.push(event);
    if (event.event === 'finished') this.#finished = true;
  }

  /** Yields `first`, then what is published from now on, until the scan has finished. */
  async *watch(first: ScanEventDto): AsyncGenerator<ScanEventDto> {
    const watcher = new Watcher();
    if (!this.#finished) this.#watchers.add(watcher);
    try {
      yield first;
      while (!this.#finished || !watcher.isEmpty) {
        const event = await watcher.next();
        yield event;
        if (event.event === 'finished') return;
      }
    } finally {
      this.#watchers.delete(watcher);
    }
  }
}

class Watcher {
  readonly #waiting: ScanEventDto[] = [];
  #wake: (() => void) | null = null;

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  push(event: ScanEventDto): void {
    // Of several progress events that nobody has read yet, the last says it all.
    if (event.event === 'progress' && this.#waiting.at(-1)?.event === 'progress') this.#waiting.pop();
    this.#waiting.push(event);
    this.#wake?.();
  }

  async next(): Promise<ScanEventDto> {
    for (;;) {
      const event = this.#waiting.shift();
      if (event !== undefined) return event;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}
