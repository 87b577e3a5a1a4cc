import type { JsonValue } from '../json.ts';

type Attributes = Readonly<Record<string, JsonValue>>;

/** The text of an attribute; null when the provider tells that there is none, undefined when nothing is known. */
export function readText(attributes: Attributes, name: string): string | null | undefined {
  const value = attributes[name];
  return typeof value === 'string' || value === null ? value : undefined;
}

/** The number of an attribute, or undefined when it is not known. */
export function readNumber(attributes: Attributes, name: string): number | undefined {
  const value = attributes[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The texts of a list, or undefined when it is not known. */
export function readTexts(attributes: Attributes, name: string): readonly string[] | undefined {
  const value = attributes[name];
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : undefined;
}
