// What could move a cursor, hide text or reorder it: C0 and C1 controls, bidirectional controls, zero-width and other
// invisible characters, line and paragraph separators, tag characters. U+200C, U+200D and variation selectors stay:
// scripts and emoji need them.
const unsafe =
  // oxlint-disable-next-line no-control-regex -- controls are what it looks for
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const shortEscapes = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
]);

/** Text of others (tags, names, messages) made harmless and visible on one line of a terminal. */
export function toDisplayText(text: string): string {
  return text.toWellFormed().replaceAll(unsafe, (character) => shortEscapes.get(character) ?? toEscape(character));
}

/** Encoded text (JSON, YAML) with unsafe characters, line ends apart, in the escapes of its notation. */
export function escapeUnsafe(encoded: string, escape: (character: string) => string): string {
  return encoded.replaceAll(unsafe, (character) => (character === '\n' ? character : escape(character)));
}

export function hasUnsafeText(text: string): boolean {
  unsafe.lastIndex = 0;
  return text.search(unsafe) >= 0;
}

function toEscape(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`;
  return point <= 0xffff ? `\\u${point.toString(16).padStart(4, '0')}` : `\\u{${point.toString(16)}}`;
}
