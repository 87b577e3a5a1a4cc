import { ProviderError } from '@tradewind/core';
import { expect, test } from 'vitest';
import { newContext, someCall } from './test-support/calls.ts';
import { VirtualClock } from './test-support/virtual-clock.ts';
import { withTimeout } from './with-timeout.ts';

const clockAndPolicy = () => {
  const clock = new VirtualClock();
  return { clock, policy: withTimeout({ clock, timeoutMs: 5_000 }) };
};

/** Never answers, but ends with its signal as a well-behaved client does. */
const hanging = (signal: AbortSignal): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new Error('aborted by its signal')));
  });

test('an answer in time is passed on, and no timer is left', async () => {
  const { clock, policy } = clockAndPolicy();
  expect(await clock.run(policy(someCall, async () => 'answer', newContext()))).toBe('answer');
  await expect(clock.run(new Promise(() => undefined))).rejects.toThrow('waits for something other');
  expect(clock.now()).toBe(0);
});

test('an error in time is passed on unchanged', async () => {
  const { clock, policy } = clockAndPolicy();
  const error = new ProviderError('no', { code: 'forbidden', outcome: 'not-applied' });
  await expect(clock.run(policy(someCall, () => Promise.reject(error), newContext()))).rejects.toBe(error);
});

test.each([
  ['obeys its signal', hanging],
  ['ignores its signal', () => new Promise<never>(() => undefined)],
])('a hang becomes unavailable, its outcome unknown, when the attempt %s', async (_name, attempt) => {
  const { clock, policy } = clockAndPolicy();
  const made = clock.run(policy(someCall, attempt, newContext()));
  await expect(made).rejects.toMatchObject({
    code: 'unavailable',
    outcome: 'unknown',
    message: 'ec2:DescribeInstances in us-east-1 did not answer within 5 s',
  });
  expect(clock.now()).toBe(5_000);
});

test.each([
  ['obeys its signal', hanging],
  ['ignores its signal', () => new Promise<never>(() => undefined)],
])("the caller's abort ends it at once with its own reason when the attempt %s", async (_name, attempt) => {
  const { policy } = clockAndPolicy();
  const abort = new AbortController();
  const made = policy(someCall, attempt, newContext(abort.signal));
  const stopped = new Error('stopped');
  abort.abort(stopped);
  await expect(made).rejects.toBe(stopped);
});
