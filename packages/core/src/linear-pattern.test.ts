import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from './linear-pattern.ts';

function matches(source: string, text: string, ignoreCase = false): boolean {
  const compiled = compilePattern(source, { ignoreCase });
  if (!compiled.ok) throw new Error(compiled.problem);
  return compiled.pattern.matches(text);
}

describe('compilePattern', () => {
  test.each<{ source: string; fits: string[]; not: string[] }>([
    { source: 'CC-\\d{4}', fits: ['CC-1234'], not: ['CC-123', 'CC-12345', 'xCC-1234', 'cc-1234', ''] },
    { source: '^CC-\\d{4}$', fits: ['CC-1234'], not: ['CC-12345'] },
    {
      source: '[a-z0-9]+([-.][a-z0-9]+)*@example\\.com',
      fits: ['a@example.com', 'a.b-c@example.com'],
      not: ['a.@example.com', 'a@exampleXcom'],
    },
    { source: 'prod|test|', fits: ['prod', 'test', ''], not: ['production', 'prodtest'] },
    { source: '(?:a|b){2,3}?', fits: ['ab', 'bbb'], not: ['a', 'aaaa'] },
    { source: 'a{2,}', fits: ['aa', 'aaaaa'], not: ['a'] },
    { source: 'a{0}b', fits: ['b'], not: ['ab'] },
    { source: '(a*)*', fits: ['', 'aaa'], not: ['b'] },
    { source: '[^\\]x]', fits: ['a', '['], not: [']', 'x', 'aa'] },
    { source: '\\p{Lu}\\u{1F600}\\x41.', fits: ['Ä😀A!', 'Ä😀A😀'], not: ['ä😀A!', 'Ä😀A'] },
    { source: 'a^b|a$|^c', fits: ['a', 'c'], not: ['ab', 'b'] },
    { source: '\\\\b', fits: ['\\b'], not: ['b', ''] },
    { source: '', fits: [''], not: ['a'] },
  ])('$source', ({ source, fits, not }) => {
    for (const text of fits) expect(matches(source, text), text).toBe(true);
    for (const text of not) expect(matches(source, text), text).toBe(false);
  });

  test('ignores case on demand', () => {
    expect(matches('prod-[a-c]', 'PROD-B')).toBe(false);
    expect(matches('prod-[a-c]', 'PROD-B', true)).toBe(true);
  });

  test.each([
    { source: '(', problem: /Unterminated group/ },
    { source: 'a**', problem: /Nothing to repeat/ },
    { source: '(a)\\1', problem: /back references/ },
    { source: '\\\\\\bx', problem: /word boundaries/ },
    { source: '(?=a)b', problem: /lookaround/ },
    { source: '(?<name>a)', problem: /named groups/ },
    { source: '\\ud83d\\ude00', problem: /surrogate/ },
    { source: 'a{3000}', problem: /more than 2000 states/ },
    { source: '((a{50}){50}){50}', problem: /more than 2000 states/ },
    { source: 'a'.repeat(501), problem: /longer than 500/ },
  ])('refuses $source', ({ source, problem }) => {
    const compiled = compilePattern(source, { ignoreCase: false });
    expect(compiled).toMatchObject({ ok: false, problem: expect.stringMatching(problem) as string });
  });

  test.each(['(a|a)*b', '(a+)+b', '(.*)*x', '.*.*.*.*.*.*.*.*x', '(a?){50}a{50}b', '([a-z]+)*!'])(
    'answers at once where backtracking would not end: %s',
    (source) => {
      expect(matches(source, 'a'.repeat(5_000))).toBe(false);
    },
  );

  test('agrees with regular expressions', () => {
    const { pattern } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
      item: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '\\w', '^', '$'),
        fc.tuple(fc.constantFrom('(', '(?:'), tie('pattern')).map(([open, inner]) => `${open}${inner})`),
        fc
          .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?'))
          .map(([inner, quantifier]) => `(${inner})${quantifier}`),
      ),
      pattern: fc
        .array(tie('item'), { maxLength: 3 })
        .chain((items) => fc.constantFrom(items.join(''), items.join('|'))),
    }));
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'é'), maxLength: 5 }), (source, text) => {
        fc.pre(source.length <= 60);
        expect(matches(source, text)).toBe(new RegExp(`^(?:${source})$`, 'u').test(text));
      }),
      { numRuns: 1_000 },
    );
  });
});
