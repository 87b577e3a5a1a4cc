/**
 * Names of fields whose values never reach a log, compared without case and without `_` and `-`: of the API, of HTTP
 * headers and of the vendors' SDKs.
 */
const secretNames = [
  'authorization',
  'proxy[_-]?authorization',
  'cookie',
  'set[_-]?cookie',
  'token',
  'session[_-]?token',
  'security[_-]?token',
  'x[_-]amz[_-]security[_-]token',
  'access[_-]?key[_-]?id',
  'secret[_-]?access[_-]?key',
  'private[_-]?key',
  'client[_-]?secret',
  'password',
  'external[_-]?id',
].join('|');

const redacted = '[redacted]';

/** Secrets that are recognised by their place or shape wherever they stand in a text. */
const replacements: ReadonlyArray<readonly [RegExp, string]> = [
  // A member of a JSON object, and one of JSON inside a JSON string, where each quote and backslash is escaped once more.
  [new RegExp(String.raw`("(?:\w+[_-])?(?:${secretNames})"\s*:\s*")(?:\\.|[^"\\])*`, 'gi'), `$1${redacted}`],
  [
    new RegExp(String.raw`(\\"(?:\w+[_-])?(?:${secretNames})\\"\s*:\s*\\")(?:\\\\\\.|\\\\[^\\]|[^"\\])*`, 'gi'),
    `$1${redacted}`,
  ],
  [new RegExp(String.raw`\b((?:\w+[_-])?(?:${secretNames})\s?=\s?)[^\s,&"'\\}]+`, 'gi'), `$1${redacted}`],
  [/\b((?:Bearer|Basic)\s+)[\w.~+/=-]{6,}/gi, `$1${redacted}`],
  [/\b((?:X-Amz-)?(?:Credential|Signature)=)[^\s,&"'\\]+/gi, `$1${redacted}`],
  [/(\/\/[^\s/:@"']+:)[^\s/@"']+@/g, `$1${redacted}@`],
  [/\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b/g, redacted],
];

/** Takes out of a text (a line of JSON as a rule) what is or looks like a secret, at any depth. */
export function redactSecrets(text: string): string {
  let result = text;
  for (const [pattern, replacement] of replacements) result = result.replaceAll(pattern, replacement);
  return result;
}
