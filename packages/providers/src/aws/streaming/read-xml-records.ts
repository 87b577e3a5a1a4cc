import type { Readable } from 'node:stream';
import { MalformedXml, MoreInputNeeded, XmlScanner } from './xml-scanner.ts';

/** Which elements of a document are records, and what to read on the way to them. */
export interface RecordDocument<T> {
  /** Names from the root to a record, for example `['DescribeInstancesResponse', 'reservationSet', ...]`. */
  readonly path: readonly string[];
  /** Reads a record; the scanner stands just behind its start tag and must end behind its end tag. */
  readonly readRecord: (scanner: XmlScanner) => T;
  /** Leaves beside the path that are wanted: names from the root joined by `/`. */
  readonly leaves: ReadonlySet<string>;
}

export interface RecordsRead<T> {
  readonly records: T[];
  /** The last content of each wanted leaf that was there. */
  readonly leaves: ReadonlyMap<string, string>;
}

/**
 * Reads the records of an XML document from its bytes as they arrive, without ever holding the document: the window is
 * one chunk and what was unread of the one before. Rejects with the stream's own error when that fails.
 * @throws MalformedXml when the document is not well-formed, has another root, or ends too early.
 */
export function readXmlRecords<T>(body: Readable, document: RecordDocument<T>): Promise<RecordsRead<T>> {
  const reader = new RecordReader(document);
  return new Promise((resolve, reject) => {
    // Events, since an iteration awaits several times a chunk, and chunks are many.
    body.on('data', (chunk: Buffer) => {
      try {
        reader.read(chunk);
      } catch (error) {
        body.destroy(error instanceof Error ? error : undefined);
      }
    });
    body.once('error', reject);
    body.once('close', () => reject(new MalformedXml('the document ends too early')));
    body.once('end', () => resolve(finish(reader)));
  });
}

async function finish<T>(reader: RecordReader<T>): Promise<RecordsRead<T>> {
  return reader.finish();
}

class RecordReader<T> {
  readonly #document: RecordDocument<T>;
  readonly #scanner = new XmlScanner();
  readonly #records: T[] = [];
  readonly #leaves = new Map<string, string>();
  readonly #open: string[] = [];
  #rootIsClosed = false;

  constructor(document: RecordDocument<T>) {
    this.#document = document;
  }

  read(chunk: Buffer): void {
    this.#scanner.append(chunk);
    for (;;) {
      const mark = this.#scanner.mark();
      const depth = this.#open.length;
      try {
        if (this.#rootIsClosed) return;
        this.#step();
      } catch (error) {
        if (!(error instanceof MoreInputNeeded)) throw error;
        this.#scanner.restore(mark);
        this.#open.length = depth;
        return;
      }
    }
  }

  finish(): RecordsRead<T> {
    if (!this.#rootIsClosed) throw new MalformedXml('the document ends too early');
    if (!this.#scanner.isAtEnd()) throw new MalformedXml('something follows the document');
    return { records: this.#records, leaves: this.#leaves };
  }

  /** Reads one tag of the path, one leaf, one record, or skips one element: what is undone when input runs out. */
  #step(): void {
    const scanner = this.#scanner;
    const tag = scanner.nextTag();
    if ('end' in tag) {
      if (this.#open.at(-1) !== tag.end) throw new MalformedXml(`</${tag.end}> closes <${this.#open.at(-1) ?? ''}>`);
      this.#open.pop();
      this.#rootIsClosed = this.#open.length === 0;
      return;
    }
    const { path, leaves, readRecord } = this.#document;
    const depth = this.#open.length;
    if (path[depth] === tag.start) {
      if (depth === path.length - 1) {
        this.#records.push(readRecord(scanner));
      } else if (!scanner.consumeEmpty()) {
        this.#open.push(tag.start);
      } else {
        this.#rootIsClosed = depth === 0;
      }
      return;
    }
    if (depth === 0) throw new MalformedXml(`the document is a <${tag.start}>, not a <${path[0] ?? ''}>`);
    const leafPath = leaves.size === 0 ? '' : [...this.#open, tag.start].join('/');
    if (leaves.has(leafPath)) this.#leaves.set(leafPath, scanner.readText(tag.start));
    else scanner.skip(tag.start);
  }
}
