import { ProviderError, type ProviderErrorDetails } from '@tradewind/core';
import { expect, test } from 'vitest';
import { Problems } from './problems.ts';

const failure = (details: ProviderErrorDetails): ProviderError => new ProviderError('why', details);

test('one problem for each cause, which names some of what it concerns', () => {
  const problems = new Problems('tags');
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    problems.note(name, failure({ code: 'forbidden', outcome: 'not-applied', permission: 's3:GetBucketTagging' }));
  }
  problems.note('f', failure({ code: 'unavailable', outcome: 'unknown' }));
  expect(problems.list()).toMatchObject([
    {
      code: 'forbidden',
      permission: 's3:GetBucketTagging',
      message: 'the tags of a, b, c and 2 more could not be read: why',
    },
    { code: 'unavailable', message: 'the tags of f could not be read: why' },
  ]);
});

test.each([
  ['an abort', new DOMException('stopped', 'AbortError')],
  ['a bug', new TypeError('a bug')],
  ['refused credentials', failure({ code: 'unauthenticated', outcome: 'not-applied' })],
])('%s is thrown on', (_name, error) => {
  expect(() => new Problems('tags').note('a', error)).toThrow(error);
});
