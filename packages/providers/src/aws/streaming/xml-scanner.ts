/** Thrown when the document goes on beyond what has arrived: read again from the last mark once there is more. */
export class MoreInputNeeded extends Error {
  override readonly name = 'MoreInputNeeded';
}

/** The document is not well-formed, or ends too early. */
export class MalformedXml extends Error {
  override readonly name = 'MalformedXml';
}

// One instance for all: it is thrown once a chunk, and nobody looks at its stack.
const moreInputNeeded = new MoreInputNeeded();

/**
 * Reads one element's content into `target`; called with the scanner just behind the start tag. `enough` says that nothing
 * more is wanted of the parent: reading stops where it is, and the parent's reader moves on with `skipRest`.
 */
export type ElementReader<T> = (target: T, scanner: XmlScanner) => void | 'enough';

/** A kind of child: how its tags look, and which child came after it the last time. */
interface Child<T> {
  readonly name: string;
  readonly startTag: string;
  readonly emptyTag: string;
  /** Null when it is to be skipped. */
  readonly read: ElementReader<T> | null;
  next: Child<T> | null;
}

/** Names that are remembered besides those that are read: more than any document of AWS has in one element. */
const rememberedNames = 200;

/**
 * What to read of an element's children, by name; all others are skipped. AWS writes the children of like elements in
 * the same order: the shape remembers which came after which, so that a tag is usually only compared, not cut out and
 * looked up.
 */
export class ElementShape<T> {
  readonly #children = new Map<string, Child<T>>();
  /** Before the first child. */
  readonly start: Child<T> = toChild('', null);

  constructor(readers: Readonly<Record<string, ElementReader<T>>>) {
    for (const [name, read] of Object.entries(readers)) this.#children.set(name, toChild(name, read));
  }

  find(name: string): Child<T> {
    let child = this.#children.get(name);
    if (child === undefined) {
      child = toChild(name, null);
      if (this.#children.size < rememberedNames) this.#children.set(name, child);
    }
    return child;
  }
}

function toChild<T>(name: string, read: ElementReader<T> | null): Child<T> {
  return { name, startTag: `<${name}>`, emptyTag: `<${name}/>`, read, next: null };
}

const slash = 0x2f;
const questionMark = 0x3f;
const exclamationMark = 0x21;

/**
 * Strings that V8 would make as a slice (13 characters and more) keep the whole window alive: such values are copied
 * out of the bytes instead.
 */
const longestCopiedSlice = 12;

/**
 * Scans the XML of AWS's query protocols in a window that chunks are appended to. It reads what it is asked for and
 * searches for the end of the rest, which is what makes it fast; it checks that tags close as they opened wherever it
 * reads. Those protocols have no CDATA, no document type and, where it skips, no element within one of its own name
 * other than `item`, `member` and `entry`, which are skipped tag by tag.
 *
 * The window is held twice: as bytes, and as text of one character a byte (latin1), so that offsets are the same and
 * searching needs no decoding.
 */
export class XmlScanner {
  #bytes: Buffer = Buffer.alloc(0);
  #text = '';
  #at = 0;
  #contentIsEmpty = false;

  append(chunk: Buffer): void {
    const rest = this.#text.length - this.#at;
    this.#bytes = rest === 0 ? chunk : Buffer.concat([this.#bytes.subarray(this.#at), chunk]);
    this.#text = this.#bytes.toString('latin1');
    this.#at = 0;
  }

  /** Where reading stands, for `restore`. */
  mark(): number {
    return this.#at;
  }

  restore(mark: number): void {
    this.#at = mark;
  }

  /** True when only white space is left. */
  isAtEnd(): boolean {
    return this.#text.slice(this.#at).trim() === '';
  }

  /** Moves behind the next start or end tag. */
  nextTag(): { readonly start: string } | { readonly end: string } {
    const name = this.#readStartTag();
    return name === null ? { end: this.#readEndTag() } : { start: name };
  }

  /** True, once, when the element whose start tag was just read is of the form `<name/>`. */
  consumeEmpty(): boolean {
    const isEmpty = this.#contentIsEmpty;
    this.#contentIsEmpty = false;
    return isEmpty;
  }

  /** Reads the children of the element whose start tag was just read, up to and with its end tag, or until `enough`. */
  readChildren<T>(name: string, target: T, shape: ElementShape<T>): void | 'enough' {
    if (this.consumeEmpty()) return undefined;
    let previous = shape.start;
    for (;;) {
      const child = this.#readChildTag(previous, shape);
      if (child === null) {
        const ended = this.#readEndTag();
        if (ended !== name) throw new MalformedXml(`</${ended}> closes <${name}>`);
        return undefined;
      }
      if (child.read === null) this.skip(child.name);
      else if (child.read(target, this) === 'enough') return 'enough';
      previous = child;
    }
  }

  #readChildTag<T>(previous: Child<T>, shape: ElementShape<T>): Child<T> | null {
    const expected = previous.next;
    if (expected !== null) {
      if (this.#text.startsWith(expected.startTag, this.#at)) {
        this.#at += expected.startTag.length;
        this.#contentIsEmpty = false;
        return expected;
      }
      if (this.#text.startsWith(expected.emptyTag, this.#at)) {
        this.#at += expected.emptyTag.length;
        this.#contentIsEmpty = true;
        return expected;
      }
    }
    const name = this.#readStartTag();
    if (name === null) return null;
    const child = shape.find(name);
    previous.next = child;
    return child;
  }

  /** The content of a leaf whose characters are ASCII without entities: ids, numbers, times, names of states. */
  readAscii(name: string): string {
    const [start, end] = this.#readLeaf(name);
    return end - start <= longestCopiedSlice
      ? this.#text.slice(start, end)
      : this.#bytes.toString('latin1', start, end);
  }

  /** The content of a leaf that people wrote: UTF-8 with entities. */
  readText(name: string): string {
    const [start, end] = this.#readLeaf(name);
    const raw = this.#bytes.toString('utf8', start, end);
    return raw.includes('&') ? decodeEntities(raw) : raw;
  }

  /** Moves behind the end of the element whose start tag was just read. */
  skip(name: string): void {
    if (this.consumeEmpty()) return;
    const firstTag = this.#text.indexOf('<', this.#at);
    if (firstTag < 0) throw moreInputNeeded;
    if (this.#text.charCodeAt(firstTag + 1) === slash) {
      this.#closeAt(firstTag, name);
      return;
    }
    if (name === 'item' || name === 'member' || name === 'entry') {
      this.readChildren(name, null, nothing);
      return;
    }
    const end = this.#text.indexOf(`</${name}>`, firstTag);
    if (end < 0) throw moreInputNeeded;
    this.#at = end + name.length + 3;
  }

  /** Moves behind the end of the element `name`, in which reading stopped somewhere. Its name nests in no descendant. */
  skipRest(name: string): void {
    const end = this.#text.indexOf(`</${name}>`, this.#at);
    if (end < 0) throw moreInputNeeded;
    this.#at = end + name.length + 3;
  }

  /** Moves behind a start tag and answers its name; stays before an end tag and answers null. */
  #readStartTag(): string | null {
    const text = this.#text;
    const open = text.indexOf('<', this.#at);
    if (open < 0) throw moreInputNeeded;
    const close = text.indexOf('>', open + 1);
    if (close < 0) throw moreInputNeeded;
    const first = text.charCodeAt(open + 1);
    if (first === slash) {
      this.#at = open;
      return null;
    }
    if (first === questionMark || first === exclamationMark) {
      if (text.startsWith('<![CDATA[', open)) throw new MalformedXml('CDATA where none is expected');
      this.#at = close + 1;
      return this.#readStartTag();
    }
    const isEmpty = text.charCodeAt(close - 1) === slash;
    const tag = text.slice(open + 1, isEmpty ? close - 1 : close);
    const space = tag.indexOf(' ');
    const name = space < 0 ? tag : tag.slice(0, space);
    if (name === '' || name.includes('<'))
      throw new MalformedXml('a start tag without a name, or one that never closes');
    this.#at = close + 1;
    this.#contentIsEmpty = isEmpty;
    return name;
  }

  #readEndTag(): string {
    const close = this.#text.indexOf('>', this.#at);
    if (close < 0) throw moreInputNeeded;
    const name = this.#text.slice(this.#at + 2, close);
    this.#at = close + 1;
    return name;
  }

  #readLeaf(name: string): [start: number, end: number] {
    const start = this.#at;
    if (this.consumeEmpty()) return [start, start];
    const end = this.#text.indexOf('<', start);
    if (end < 0) throw moreInputNeeded;
    this.#closeAt(end, name);
    return [start, end];
  }

  /** Checks that the end tag of `name` stands at `open` and moves behind it. */
  #closeAt(open: number, name: string): void {
    const behind = open + name.length + 3;
    if (behind > this.#text.length) throw moreInputNeeded;
    if (
      !this.#text.startsWith(name, open + 2) ||
      this.#text.charCodeAt(open + 1) !== slash ||
      this.#text[behind - 1] !== '>'
    ) {
      throw new MalformedXml(`<${name}> does not close where it should`);
    }
    this.#at = behind;
  }
}

const nothing = new ElementShape<null>({});

const namedEntities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeEntities(raw: string): string {
  return raw.replaceAll(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(amp|lt|gt|quot|apos));/g,
    (_, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return namedEntities[name] ?? '';
      const codePoint = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      if (codePoint > 0x10_ff_ff) throw new MalformedXml('a character reference beyond Unicode');
      return String.fromCodePoint(codePoint);
    },
  );
}
