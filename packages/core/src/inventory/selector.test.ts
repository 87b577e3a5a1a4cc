import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProviderId } from './provider.ts';
import { matchesSelectors, parseSelectors } from './selector.ts';
import type { KnownPlaces, ParsedSelectors, Place } from './selector.ts';

const regionsByProvider = new Map<ProviderId, readonly string[]>([
  ['aws', ['us-east-1', 'us-west-2', 'eu-west-1', 'me-south-1']],
  ['azure', ['westeurope', 'eastus']],
]);
const known: KnownPlaces = { providers: ['aws', 'azure', 'kubernetes'], regionsByProvider };
const places: Place[] = [
  ...[...regionsByProvider].flatMap(([provider, regions]) => regions.map((region) => ({ provider, region }))),
  { provider: 'aws', region: 'global' },
  { provider: 'kubernetes', region: 'my-context' },
];

function selected(texts: readonly string[]): string[] {
  const parsed = parseSelectors(texts, known);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return places
    .filter((place) => matchesSelectors(parsed.selectors, place))
    .map((place) => `${place.provider}/${place.region}`);
}

function problemsOf(parsed: ParsedSelectors) {
  return parsed.ok ? [] : parsed.problems;
}

const everything = places.map((place) => `${place.provider}/${place.region}`);

describe('selectors', () => {
  test.each<{ selectors: string[]; expected: string[] }>([
    { selectors: [], expected: everything },
    { selectors: ['*'], expected: everything },
    { selectors: ['*/*'], expected: everything },
    { selectors: ['aws'], expected: everything.filter((place) => place.startsWith('aws/')) },
    { selectors: ['aws/*'], expected: everything.filter((place) => place.startsWith('aws/')) },
    { selectors: ['aws/us-*'], expected: ['aws/us-east-1', 'aws/us-west-2'] },
    { selectors: ['aws/global'], expected: ['aws/global'] },
    { selectors: ['*/*east*'], expected: ['aws/us-east-1', 'azure/eastus'] },
    { selectors: ['a*/eu-west-1', 'azure/westeurope'], expected: ['aws/eu-west-1', 'azure/westeurope'] },
    { selectors: ['!aws/me-south-1'], expected: everything.filter((place) => place !== 'aws/me-south-1') },
    { selectors: ['!aws', '!kubernetes'], expected: ['azure/westeurope', 'azure/eastus'] },
    { selectors: ['aws/us-*', '!aws/us-east-1'], expected: ['aws/us-west-2'] },
    { selectors: ['!aws/us-east-1', 'aws/us-*'], expected: ['aws/us-west-2'] },
    { selectors: ['aws', '!*'], expected: [] },
    { selectors: ['  AWS/US-East-1 '], expected: ['aws/us-east-1'] },
    { selectors: ['kubernetes/any-context', 'kubernetes/my-*'], expected: ['kubernetes/my-context'] },
  ])('$selectors', ({ selectors, expected }) => {
    expect(selected(selectors)).toEqual(expected);
  });

  test.each<{ selector: string; code: string; nearest: string | null }>([
    { selector: 'aws/us-eas-1', code: 'unknown_region', nearest: 'us-east-1' },
    { selector: '!aws/me-suoth-1', code: 'unknown_region', nearest: 'me-south-1' },
    { selector: 'aws/globl', code: 'unknown_region', nearest: 'global' },
    { selector: 'aws/westeurope', code: 'unknown_region', nearest: null },
    { selector: 'aws/zz-*', code: 'unknown_region', nearest: null },
    { selector: 'awz/us-east-1', code: 'unknown_provider', nearest: 'aws' },
    { selector: 'gcpp*', code: 'unknown_provider', nearest: null },
    { selector: '', code: 'malformed', nearest: null },
    { selector: '!', code: 'malformed', nearest: null },
    { selector: '/us-east-1', code: 'malformed', nearest: null },
    { selector: 'aws/', code: 'malformed', nearest: null },
    { selector: 'aws/us-east-1/us-east-1a', code: 'malformed', nearest: null },
  ])('refuses $selector: $code', ({ selector, code, nearest }) => {
    expect(problemsOf(parseSelectors([selector], known))).toMatchObject([{ selector, code, nearest }]);
  });

  test('tell every problem at once, each with its suggestion', () => {
    const problems = problemsOf(parseSelectors(['aws/us-eas-1', 'aws/*', 'azur/*'], known));
    expect(problems.map(({ message }) => message)).toEqual([
      'no known region matches "us-eas-1" in selector "aws/us-eas-1"; did you mean us-east-1?',
      'no known provider matches "azur" in selector "azur/*"; did you mean azure?',
    ]);
  });

  test('quote control characters and cut what is too long for a message', () => {
    const [problem] = problemsOf(parseSelectors([`\u001b[31m${'x'.repeat(1_000)}`], known));
    expect(problem?.message).not.toContain('\u001b');
    expect(problem?.message.length).toBeLessThan(300);
  });
});

describe('matching', () => {
  const pattern = fc.constantFrom(
    '*',
    'aws',
    'azure',
    'aws/*',
    'aws/us-*',
    'aws/us-east-1',
    '*/eu-west-1',
    'azure/westeurope',
    'aws/global',
  );
  const selectorTexts = fc.array(
    fc.tuple(fc.boolean(), pattern).map(([excludes, text]) => (excludes ? `!${text}` : text)),
    { maxLength: 6 },
  );

  test('does not depend on the order of selectors', () => {
    fc.assert(
      fc.property(selectorTexts, (texts) => {
        expect(selected(texts.toReversed())).toEqual(selected(texts));
      }),
    );
  });

  test('gives what the including ones match, without what any excluding one matches', () => {
    fc.assert(
      fc.property(selectorTexts, (texts) => {
        const including = texts.filter((text) => !text.startsWith('!'));
        const excluded = new Set(
          texts.filter((text) => text.startsWith('!')).flatMap((text) => selected([text.slice(1)])),
        );
        const included = including.length === 0 ? everything : including.flatMap((text) => selected([text]));
        expect(new Set(selected(texts))).toEqual(new Set(included.filter((place) => !excluded.has(place))));
      }),
    );
  });
});
