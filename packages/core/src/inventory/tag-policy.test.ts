import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tagsArbitrary } from '../test-support/resources.ts';
import { compileTagPolicy, defaultRequiredTags } from './tag-policy.ts';
import type { RequiredTag, TagPolicy, TagPolicySettings } from './tag-policy.ts';

function policyOf(requiredTags: readonly Partial<RequiredTag>[], settings: Partial<TagPolicySettings> = {}): TagPolicy {
  const compiled = compileTagPolicy({
    requiredTags: requiredTags.map((tag) => ({ key: 'Owner', allowedValues: null, pattern: null, ...tag })),
    caseSensitive: true,
    reservedTagPrefixes: new Map([['aws', ['aws:']]]),
    ...settings,
  });
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'));
  return compiled.policy;
}

describe('a tag policy', () => {
  const environment = { key: 'Environment', allowedValues: ['production', 'test'] };
  const costCentre = { key: 'CostCenter', pattern: 'CC-\\d{4}' };

  test.each<{ name: string; required: Partial<RequiredTag>; tags: Record<string, string>; expected: string | null }>([
    { name: 'any value', required: {}, tags: { Owner: 'me' }, expected: null },
    { name: 'absent', required: {}, tags: { Project: 'x' }, expected: 'missing' },
    { name: 'inherited names are no tags', required: { key: 'constructor' }, tags: {}, expected: 'missing' },
    {
      name: 'a key like a property of every object',
      required: { key: '__proto__' },
      tags: Object.fromEntries([['__proto__', 'x']]),
      expected: null,
    },
    { name: 'other case of the key', required: {}, tags: { owner: 'me' }, expected: 'missing' },
    { name: 'no value', required: {}, tags: { Owner: '' }, expected: 'empty' },
    { name: 'blank value', required: {}, tags: { Owner: ' \t' }, expected: 'empty' },
    {
      name: 'empty value that is allowed',
      required: { allowedValues: ['', 'x'] },
      tags: { Owner: '' },
      expected: null,
    },
    { name: 'allowed value', required: environment, tags: { Environment: 'test' }, expected: null },
    { name: 'value not allowed', required: environment, tags: { Environment: 'Test' }, expected: 'value_not_allowed' },
    { name: 'fitting value', required: costCentre, tags: { CostCenter: 'CC-1234' }, expected: null },
    {
      name: 'value that fits in part',
      required: costCentre,
      tags: { CostCenter: 'CC-12345' },
      expected: 'pattern_mismatch',
    },
    {
      name: 'allowed but not fitting',
      required: { allowedValues: ['a'], pattern: 'b' },
      tags: { Owner: 'a' },
      expected: 'pattern_mismatch',
    },
  ])('$name: $expected', ({ required, tags, expected }) => {
    const violations = policyOf([required]).check(tags);
    expect(violations[0]?.problem ?? null).toBe(expected);
  });

  test('tells the tag as the policy spells it and the value found', () => {
    expect(policyOf([environment, costCentre]).check({ Environment: 'prod' })).toEqual([
      { tag: 'Environment', problem: 'value_not_allowed', value: 'prod' },
      { tag: 'CostCenter', problem: 'missing', value: null },
    ]);
  });

  test('can ignore case in keys, values and patterns', () => {
    const policy = policyOf([environment, costCentre], { caseSensitive: false });
    expect(policy.check({ ENVIRONMENT: 'Production', costcenter: 'cc-0001' })).toEqual([]);
    expect(policy.check({ environment: 'nonsense', Environment: 'test', CostCenter: 'CC-0001' })).toEqual([]);
    expect(policy.check({ environment: 'b', Environment: 'a', CostCenter: 'CC-0001' })).toEqual([
      { tag: 'Environment', problem: 'value_not_allowed', value: 'a' },
    ]);
  });

  test.each<{ name: string; tags: Record<string, string>; provider: 'aws' | 'gcp'; tagged: boolean }>([
    { name: 'no tags', tags: {}, provider: 'aws', tagged: false },
    {
      name: 'only reserved ones',
      tags: { 'aws:cloudformation:stack-id': 'x', 'AWS:x': '' },
      provider: 'aws',
      tagged: false,
    },
    { name: 'one of its own among them', tags: { 'aws:x': '1', any: '' }, provider: 'aws', tagged: true },
    { name: 'a prefix reserved elsewhere', tags: { 'aws:x': '1' }, provider: 'gcp', tagged: true },
  ])('$name: tagged $tagged', ({ tags, provider, tagged }) => {
    expect(policyOf([]).isTagged(provider, tags)).toBe(tagged);
  });

  test('requires Environment, Project and Owner by default', () => {
    const violations = policyOf(defaultRequiredTags).check({});
    expect(violations.map(({ tag }) => tag)).toEqual(['Environment', 'Project', 'Owner']);
  });

  test('is satisfied exactly when each required key has a value that is not blank', () => {
    const policy = policyOf(defaultRequiredTags);
    fc.assert(
      fc.property(tagsArbitrary, (tags) => {
        const expected = defaultRequiredTags.filter(({ key }) => (tags[key] ?? '').trim() === '').map(({ key }) => key);
        expect(policy.check(tags).map(({ tag }) => tag)).toEqual(expected);
      }),
    );
  });

  test('names every problem of its settings at once', () => {
    const compiled = compileTagPolicy({
      requiredTags: [
        { key: ' ', allowedValues: null, pattern: null },
        { key: 'Owner', allowedValues: [], pattern: '(' },
        { key: 'owner', allowedValues: null, pattern: '(a)\\1' },
      ],
      caseSensitive: false,
      reservedTagPrefixes: new Map(),
    });
    const problems = compiled.ok ? [] : compiled.problems;
    expect(problems.map(({ index }) => index)).toEqual([0, 1, 1, 2, 2]);
    expect(problems.map(({ message }) => message).join('\n')).toMatch(
      /needs a key.*\n.*no value at all.*\n.*pattern.*\n.*twice.*\n.*pattern/,
    );
  });
});
