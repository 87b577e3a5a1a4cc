/** A parsed pattern. `max` is null where a repetition is unbounded. */
export type PatternNode =
  | { readonly kind: 'atom'; readonly fits: (character: string) => boolean }
  | { readonly kind: 'start' | 'end' }
  | { readonly kind: 'sequence' | 'alternatives'; readonly nodes: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly node: PatternNode; readonly min: number; readonly max: number | null };

export type ParsedPattern =
  | { readonly ok: true; readonly node: PatternNode }
  | { readonly ok: false; readonly problem: string };

const longestSource = 500;
/** `\b`, `\B`, `\k<name>` and `\1`, but not `\\b`: escapes are skipped in pairs. */
const refusedEscape = /^(?:[^\\]|\\[^bBk1-9])*\\[bBk1-9]/su;
const atomSource =
  /^(?:\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[a-zA-Z]|.)|\[(?:\\.|[^\\\]])*\]|.)/su;
const quantifierSource = /^(?:[*+?]|\{(\d+)(,(\d*))?\})\??/u;

/** Reads a pattern whose syntax the platform has accepted, so only extents are looked for here. */
export function parsePattern(source: string, options: { readonly ignoreCase: boolean }): ParsedPattern {
  const problem = findProblem(source);
  if (problem !== null) return { ok: false, problem };
  const flags = options.ignoreCase ? 'iu' : 'u';
  let rest = source;
  return { ok: true, node: parseAlternatives() };

  function parseAlternatives(): PatternNode {
    const nodes = [parseSequence()];
    while (rest.startsWith('|')) {
      rest = rest.slice(1);
      nodes.push(parseSequence());
    }
    return { kind: 'alternatives', nodes };
  }

  function parseSequence(): PatternNode {
    const nodes: PatternNode[] = [];
    while (rest !== '' && !rest.startsWith('|') && !rest.startsWith(')')) nodes.push(parseQuantified());
    return { kind: 'sequence', nodes };
  }

  function parseQuantified(): PatternNode {
    const node = parseOne();
    const quantifier = quantifierSource.exec(rest);
    if (quantifier === null) return node;
    const [text, least, more, most] = quantifier;
    rest = rest.slice(text.length);
    if (least === undefined)
      return { kind: 'repeat', node, min: text[0] === '+' ? 1 : 0, max: text[0] === '?' ? 1 : null };
    const min = Number(least);
    if (more === undefined) return { kind: 'repeat', node, min, max: min };
    return { kind: 'repeat', node, min, max: most === undefined || most === '' ? null : Number(most) };
  }

  function parseOne(): PatternNode {
    if (rest.startsWith('(')) {
      rest = rest.slice(rest.startsWith('(?:') ? 3 : 1);
      const node = parseAlternatives();
      rest = rest.slice(1);
      return node;
    }
    const text = atomSource.exec(rest)?.[0] ?? rest;
    rest = rest.slice(text.length);
    if (text === '^') return { kind: 'start' };
    if (text === '$') return { kind: 'end' };
    const expression = new RegExp(`^(?:${text})$`, flags);
    return { kind: 'atom', fits: (character) => expression.test(character) };
  }
}

function findProblem(source: string): string | null {
  if (source.length > longestSource) return `it is longer than ${longestSource} characters`;
  try {
    new RegExp(source, 'u');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (refusedEscape.test(source)) return 'back references and word boundaries (\\1, \\k, \\b, \\B) are not supported';
  // A `(?` inside a class or after a backslash is refused with them: harmless, and it can be written in another way.
  if (/\(\?[^:]/u.test(source)) return 'lookaround, named groups and modifiers (after "(?") are not supported';
  if (/\\u[dD][89a-fA-F][0-9a-fA-F]{2}/u.test(source))
    return 'write \\u{...} or the character itself in place of a surrogate pair';
  return null;
}
