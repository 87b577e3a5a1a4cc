/**
 * Names of fields whose values never reach a log, compared without case and without `_` and `-`: of the API, of HTTP
 * headers and of the vendors' SDKs.
 */
const secretNames = ['authorization', 'cookie', 'token', 'external[_-]?id'];

/** Those that are no words of a sentence: a colon behind them, too, begins a value (a header in a text). */
const unmistakableNames = [
  'proxy[_-]?authorization',
  'set[_-]?cookie',
  'session[_-]?token',
  'security[_-]?token',
  'x[_-]amz[_-]security[_-]token',
  'access[_-]?key[_-]?id',
  'secret[_-]?access[_-]?key',
  'private[_-]?key',
  'client[_-]?secret',
  'password',
];

const anyName = [...secretNames, ...unmistakableNames].join('|');

const redacted = '[redacted]';

/** Where a word begins: in JSON the letter of an escape (`\n`) stands right before the first word of a line. */
const wordStart = String.raw`(?:\b|(?<=\\[bfnrt]))`;

/** Secrets that are recognised by their place or shape wherever they stand in a text. */
const replacements: ReadonlyArray<readonly [RegExp, string]> = [
  // A member of a JSON object, and one of JSON inside a JSON string, where each quote and backslash is escaped once more.
  [new RegExp(String.raw`("(?:\w+[_-])?(?:${anyName})"\s*:\s*")(?:\\.|[^"\\])*`, 'gi'), `$1${redacted}`],
  [
    new RegExp(String.raw`(\\"(?:\w+[_-])?(?:${anyName})\\"\s*:\s*\\")(?:\\\\\\.|\\\\[^\\]|[^"\\])*`, 'gi'),
    `$1${redacted}`,
  ],
  [new RegExp(String.raw`${wordStart}((?:\w+[_-])?(?:${anyName})\s?=\s?)[^\s,&"'\\}]+`, 'gi'), `$1${redacted}`],
  [
    new RegExp(String.raw`${wordStart}((?:\w+[_-])?(?:${unmistakableNames.join('|')})\s?:\s?)[^\s,&"'\\}]+`, 'gi'),
    `$1${redacted}`,
  ],
  [new RegExp(String.raw`${wordStart}((?:Bearer|Basic)\s+)[\w.~+/=-]{6,}`, 'gi'), `$1${redacted}`],
  [new RegExp(String.raw`${wordStart}((?:X-Amz-)?(?:Credential|Signature)=)[^\s,&"'\\]+`, 'gi'), `$1${redacted}`],
  [/(\/\/[^\s/:@"']+:)[^\s/@"']+@/g, `$1${redacted}@`],
  [new RegExp(String.raw`${wordStart}(?:AKIA|ASIA)[A-Z0-9]{12,}\b`, 'g'), redacted],
];

/** Takes out of a text (a line of JSON as a rule) what is or looks like a secret, at any depth. */
export function redactSecrets(text: string): string {
  let result = text;
  for (const [pattern, replacement] of replacements) result = result.replaceAll(pattern, replacement);
  return result;
}
