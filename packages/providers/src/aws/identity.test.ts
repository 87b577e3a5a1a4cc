import { ProviderError, type CallContext } from '@tradewind/core';
import { expect, test, vi } from 'vitest';
import { newContext } from '../contract/test-support/contract-session.ts';
import { VirtualClock } from '../call-policy/test-support/virtual-clock.ts';
import { createIdentityLookup } from './identity.ts';
import type { AwsSession } from './session.ts';

type Answer = { readonly Account?: string; readonly Arn?: string };

const ana: Answer = { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/ana' };
const down = new ProviderError('down', { code: 'unavailable', outcome: 'unknown' });

/** A session whose regions answer when and as they are told. */
function newSession() {
  const clock = new VirtualClock();
  const asked: string[] = [];
  const answers = new Map<string, PromiseWithResolvers<Answer>>();
  let credentialsWork = false;
  const session = {
    clock,
    noteCredentialsWork: () => void (credentialsWork = true),
    call: (operation: { readonly region: string }, _context: CallContext) => {
      asked.push(operation.region);
      const answer = Promise.withResolvers<Answer>();
      answers.set(operation.region, answer);
      return answer.promise;
    },
  } as unknown as AwsSession;
  return {
    session,
    clock,
    asked,
    answer: (region: string) => answers.get(region)!,
    credentialsWork: () => credentialsWork,
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** Waits until these regions have been asked; the SDK is loaded before the first. */
async function untilAsked(
  session: { readonly asked: readonly string[] },
  ...regions: readonly string[]
): Promise<void> {
  await vi.waitFor(() => expect(session.asked).toEqual(regions), { interval: 1 });
}

test('is asked once, however many units of however many regions wait for it', async () => {
  const { session, asked, answer, credentialsWork } = newSession();
  const lookup = createIdentityLookup(session);
  const reads = ['eu-west-1', 'eu-west-1', 'us-east-1'].map((region) => lookup.read(region, newContext()));
  await untilAsked({ asked }, 'eu-west-1');
  answer('eu-west-1').resolve(ana);
  expect(new Set(await Promise.all(reads)).size).toBe(1);
  expect(await lookup.read('sa-east-1', newContext())).toEqual({ account: '123456789012', principal: ana.Arn });
  expect(asked).toHaveLength(1);
  expect(credentialsWork()).toBe(true);
});

test('a region that does not answer holds up no other', async () => {
  const { session, clock, asked, answer } = newSession();
  const lookup = createIdentityLookup(session);
  const hanging = lookup.read('us-east-1', newContext());
  hanging.catch(() => undefined);
  await untilAsked({ asked }, 'us-east-1');
  const other = lookup.read('eu-west-1', newContext());
  // Its patience ends, and it asks in its own region.
  await clock.run(clock.sleep(1_500, new AbortController().signal));
  await untilAsked({ asked }, 'us-east-1', 'eu-west-1');
  answer('eu-west-1').resolve(ana);
  expect(await other).toMatchObject({ account: '123456789012' });
});

test('a region that fails is no verdict on the others, and is asked again', async () => {
  const { session, asked, answer } = newSession();
  const lookup = createIdentityLookup(session);
  const failing = lookup.read('us-east-1', newContext());
  await untilAsked({ asked }, 'us-east-1');
  const other = lookup.read('eu-west-1', newContext());
  await settle();
  answer('us-east-1').reject(down);
  await expect(failing).rejects.toBe(down);
  await untilAsked({ asked }, 'us-east-1', 'eu-west-1');
  answer('eu-west-1').reject(down);
  await expect(other).rejects.toBe(down);
  const again = lookup.read('us-east-1', newContext());
  await untilAsked({ asked }, 'us-east-1', 'eu-west-1', 'us-east-1');
  answer('us-east-1').resolve(ana);
  expect(await again).toMatchObject({ account: '123456789012' });
});

test("a region's failure does not count once another has answered", async () => {
  const { session, clock, asked, answer } = newSession();
  const lookup = createIdentityLookup(session);
  const slow = lookup.read('us-east-1', newContext());
  await untilAsked({ asked }, 'us-east-1');
  const other = lookup.read('eu-west-1', newContext());
  await clock.run(clock.sleep(1_500, new AbortController().signal));
  await untilAsked({ asked }, 'us-east-1', 'eu-west-1');
  answer('us-east-1').resolve(ana);
  await slow;
  answer('eu-west-1').reject(down);
  expect(await other).toMatchObject({ account: '123456789012' });
});

test("one unit's abort ends its own wait and no other's", async () => {
  const { session, asked, answer } = newSession();
  const lookup = createIdentityLookup(session);
  const abort = new AbortController();
  const aborted = lookup.read('us-east-1', newContext(abort.signal));
  const other = lookup.read('us-east-1', newContext());
  await untilAsked({ asked }, 'us-east-1');
  abort.abort(new Error('stopped'));
  await expect(aborted).rejects.toThrow('stopped');
  answer('us-east-1').resolve(ana);
  expect(await other).toMatchObject({ account: '123456789012' });
});

test('an answer without an account is malformed', async () => {
  const { session, asked, answer } = newSession();
  const reading = createIdentityLookup(session).read('us-east-1', newContext());
  await untilAsked({ asked }, 'us-east-1');
  answer('us-east-1').resolve({});
  await expect(reading).rejects.toMatchObject({ code: 'unavailable', malformed: true });
});
