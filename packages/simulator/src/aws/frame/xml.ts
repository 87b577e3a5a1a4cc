const special = /[&<>"\r]/;
const specials = /[&<>"\r]/g;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#xD;',
};

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** Escapes text for an element's content or an attribute in double quotes. */
export function escapeXml(text: string): string {
  return special.test(text) ? text.replaceAll(specials, (character) => entities[character] ?? character) : text;
}

/** `<name>text</name>`; nothing at all for null, as AWS leaves out what has no value. */
export function element(name: string, value: string | number | boolean | null): string {
  if (value === null) return '';
  return `<${name}>${typeof value === 'string' ? escapeXml(value) : String(value)}</${name}>`;
}

/** `<name><item>...</item>...</name>` with the items given as XML; `<name/>` when empty. */
export function xmlList(name: string, items: readonly string[], itemName = 'item'): string {
  if (items.length === 0) return `<${name}/>`;
  // Added up rather than joined: the text of a thousand instances is then copied once, when it is sent.
  let inner = '';
  for (const item of items) inner += `<${itemName}>${item}</${itemName}>`;
  return `<${name}>${inner}</${name}>`;
}

/** A time as AWS's XML services write it, for example `2026-08-03T10:11:12.000Z`. */
export function isoTime(ms: number): string {
  if (ms !== lastTime.ms) lastTime = { ms, text: new Date(ms).toISOString() };
  return lastTime.text;
}

/** A resource often has the same time in several fields, and writing a date costs as much as all the rest of them. */
let lastTime = { ms: Number.NaN, text: '' };
