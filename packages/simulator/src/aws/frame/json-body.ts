/** Members of a JSON body that should be an object; anything else has none. */
export function member(body: unknown, name: string): unknown {
  return isObject(body) && Object.hasOwn(body, name) ? (body as Readonly<Record<string, unknown>>)[name] : undefined;
}

/** A map of strings, as REST-JSON services send tags; null when it is something else. */
export function stringEntries(value: unknown): readonly (readonly [string, string])[] | null {
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  return entries.every((entry): entry is [string, string] => typeof entry[1] === 'string') ? entries : null;
}

/** Tags as REST-JSON services answer them. */
export function toTagMap(tags: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  return Object.fromEntries(tags);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
