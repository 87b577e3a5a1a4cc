import type { JsonValue } from './json.ts';

/** Above this many items the built-in sort is faster than sorting by insertion, and does not grow with the square. */
const fewItems = 32;

/**
 * One text for all values that mean the same: neither the order of keys counts nor that of lists, since the lists of this
 * domain are sets whose order providers change at will. The text is for comparing only.
 */
export function toCanonicalText(value: JsonValue): string {
  return JSON.stringify(toOrdered(value));
}

/**
 * A value whose plain `JSON.stringify` is the same for all values that mean the same. Objects become lists of keys and
 * values: writing one list is several times as fast as writing sorted objects, which matters for 170,000 resources.
 */
function toOrdered(value: JsonValue): JsonValue {
  if (value === null || typeof value !== 'object') return value;
  if (isList(value)) {
    const items = value.map((item) => (typeof item === 'string' ? `"${item}` : toCanonicalText(item)));
    return ['[', ...sortTexts(items)];
  }
  const ordered: JsonValue[] = ['{'];
  for (const key of sortTexts(Object.keys(value))) {
    const item = value[key];
    if (item !== undefined) ordered.push(key, toOrdered(item));
  }
  return ordered;
}

/** `Array.isArray` that also narrows what is readonly. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Sorts in place by UTF-16 code units. */
function sortTexts(texts: string[]): string[] {
  if (texts.length > fewItems) return texts.sort();
  for (let index = 1; index < texts.length; index += 1) {
    const text = texts[index] ?? '';
    let at = index - 1;
    for (let before = texts[at]; before !== undefined && before > text; before = texts[at]) {
      texts[at + 1] = before;
      at -= 1;
    }
    texts[at + 1] = text;
  }
  return texts;
}
