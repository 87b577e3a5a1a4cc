/** What a filter asks of a resource's tags. */
export interface TagCondition {
  readonly key: string;
  /** The value that it must have, or null for any. */
  readonly value: string | null;
  /** True when the resource must not have the tag. */
  readonly absent: boolean;
}

/**
 * Reads `key`, `key=value` or `!key`. A backslash takes the meaning from the `=`, `!` or backslash after it, for keys
 * that contain them. Answers null when there is no key.
 */
export function parseTagCondition(text: string): TagCondition | null {
  const absent = text.startsWith('!');
  let key = '';
  let value: string | null = null;
  for (let index = absent ? 1 : 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    if (character === '\\' && '=!\\'.includes(text.charAt(index + 1)) && index + 1 < text.length) {
      index += 1;
      key += text.charAt(index);
    } else if (character === '=' && !absent) {
      value = text.slice(index + 1);
      break;
    } else {
      key += character;
    }
  }
  return key === '' ? null : { key, value, absent };
}

/** Whether tags fulfil every condition. */
export function matchesTagConditions(
  conditions: readonly TagCondition[],
  tags: Readonly<Record<string, string>>,
): boolean {
  return conditions.every(({ key, value, absent }) => {
    if (!Object.hasOwn(tags, key)) return absent;
    return !absent && (value === null || tags[key] === value);
  });
}
