import { escapeUnsafe } from './display-text.ts';

/** JSON for people and programs; escapes (which JSON reads back) in place of characters that could harm a terminal. */
export function toJsonText(value: unknown): string {
  return escapeUnsafe(JSON.stringify(value, null, 2), toJsonEscape);
}

/** By UTF-16 code units, since such an escape takes four digits. */
function toJsonEscape(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}
