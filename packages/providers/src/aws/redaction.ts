/** What must reach no message: signatures, tokens, and the canonical request that a wrong signature is answered with. */
const secretPatterns: readonly (readonly [RegExp, string])[] = [
  [/The Canonical String for this request[\s\S]*/i, ''],
  [/Encoded authorization failure message:[\s\S]*/i, ''],
  [/\b(X-Amz-(?:Signature|Security-Token|Credential)|Signature|SecurityToken)=[^\s&,;'"]+/gi, '$1=[redacted]'],
  [/\b((?:AKIA|ASIA)[A-Z0-9]{4})[A-Z0-9]{8,}/g, '$1...'],
  [/\b(AWS4-HMAC-SHA256)\b[\s\S]*/g, '$1 [redacted]'],
];

const longestText = 500;

/** One line without secrets, of bounded length. */
export function toSafeText(text: string | undefined): string {
  let safe = text ?? '';
  for (const [pattern, replacement] of secretPatterns) safe = safe.replace(pattern, replacement);
  safe = safe.replace(/\s+/g, ' ').trim();
  if (safe === '') return 'no further explanation';
  return safe.length > longestText ? `${safe.slice(0, longestText)}...` : safe;
}

/**
 * The error as it may be logged: its kind and text, but not the reply and request that the SDK hangs on it (a logger
 * writes every property of a cause).
 */
export function toSafeCause(thrown: object): Error {
  const { name, message, stack, $metadata } = thrown as Partial<Error> & { readonly $metadata?: unknown };
  const cause = new Error(toSafeText(message));
  cause.name = name ?? 'Error';
  const frames = /\n {4}at [\s\S]*/.exec(stack ?? '')?.[0] ?? '';
  cause.stack = `${cause.name}: ${cause.message}${frames}`;
  return Object.assign(cause, $metadata === undefined ? {} : { $metadata });
}
