import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const never = new AbortController().signal;

/** Work that ends when it is told to. */
function newWork(log: string[], name: string) {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const work = async (): Promise<void> => {
    log.push(`${name} begins`);
    await promise;
    log.push(`${name} ends`);
  };
  return { work, finish: resolve, fail: reject };
}

test('work on one thing follows each other, also after a failure; work on others does not wait', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const [first, second, other] = [newWork(log, 'first'), newWork(log, 'second'), newWork(log, 'other')];
  const taken = [
    turns.take('bucket', never, first.work),
    turns.take('bucket', never, second.work),
    turns.take('another', never, other.work),
  ];
  await new Promise((resolve) => setImmediate(resolve));
  expect(log).toEqual(['first begins', 'other begins']);
  first.fail(new Error('it failed'));
  second.finish();
  other.finish();
  await expect(taken[0]).rejects.toThrow('it failed');
  await Promise.all(taken.slice(1));
  expect(log.at(-1)).toBe('second ends');
});

test('an abort ends the wait at once, and the work is never done', async () => {
  const turns = new Turns();
  const log: string[] = [];
  const first = newWork(log, 'first');
  const taken = turns.take('bucket', never, first.work);
  const abort = new AbortController();
  const waiting = turns.take('bucket', abort.signal, newWork(log, 'second').work);
  abort.abort(new Error('stopped'));
  await expect(waiting).rejects.toThrow('stopped');
  first.finish();
  await taken;
  await turns.take('bucket', never, async () => void log.push('third'));
  expect(log).toEqual(['first begins', 'first ends', 'third']);
});
