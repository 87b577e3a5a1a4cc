import type { DiscoveredResource } from '@tradewind/core';
import type { RemoteCaller } from '../../threads/remote-calls.ts';
import type { FlatRows } from './found-row.ts';
import type { WriterMethods } from './writer-worker.ts';

/** Batches on the way to the writer at once: enough to keep it busy, few enough to bound the memory. */
const batchesUnderWay = 2;

/** Sends what one unit finds to the writer, no faster than it can be written. */
export class UnitWriter {
  readonly #writer: RemoteCaller<WriterMethods>;
  readonly #unit: number;
  readonly #underWay: Promise<boolean>[] = [];
  #isSuperseded = false;

  constructor(writer: RemoteCaller<WriterMethods>, unit: number) {
    this.#writer = writer;
    this.#unit = unit;
  }

  get unit(): number {
    return this.#unit;
  }

  /** Answers false when a later scan has taken the unit over. */
  async write(resources: readonly DiscoveredResource[]): Promise<boolean> {
    if (resources.length === 0) return !this.#isSuperseded;
    const sent = this.#writer.writeRows(this.#unit, toFlatRows(resources));
    // Awaited later: a failure in between must not count as unhandled.
    sent.catch(() => undefined);
    this.#underWay.push(sent);
    if (this.#underWay.length >= batchesUnderWay) await this.#awaitOldest();
    return !this.#isSuperseded;
  }

  /** Waits until all is written. */
  async flush(): Promise<void> {
    while (this.#underWay.length > 0) await this.#awaitOldest();
  }

  async #awaitOldest(): Promise<void> {
    if ((await this.#underWay.shift()) === false) this.#isSuperseded = true;
  }
}

function toFlatRows(resources: readonly DiscoveredResource[]): FlatRows {
  const rows: (string | null)[] = [];
  for (const { nativeId, name, status, providerStatus, createdAt, tags, attributes } of resources) {
    rows.push(nativeId, name, status, providerStatus, createdAt, JSON.stringify(tags), JSON.stringify(attributes));
  }
  return rows;
}
