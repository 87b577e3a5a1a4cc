import { MessageChannel } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { callRemotely, serveRemoteCalls, type RemoteCaller, type RemoteMethods } from './remote-calls.ts';

function connect<Methods extends RemoteMethods>(methods: Methods): { calls: RemoteCaller<Methods>; close: () => void } {
  const { port1, port2 } = new MessageChannel();
  serveRemoteCalls(port1, methods);
  return { calls: callRemotely<Methods>(port2), close: () => port1.close() };
}

test('calls are answered, each with its own result', async () => {
  const { calls, close } = connect({ double: (n: number) => n * 2, later: async (text: string) => `${text}!` });
  expect(await Promise.all([calls.double(1), calls.later('a'), calls.double(2)])).toEqual([2, 'a!', 4]);
  close();
});

test('an error keeps its name, message and code', async () => {
  const full = Object.assign(new Error('the disk is full'), { name: 'StorageError', code: 'full' });
  const { calls, close } = connect({
    fail: () => {
      throw full;
    },
  });
  await expect(calls.fail()).rejects.toMatchObject({ name: 'StorageError', message: 'the disk is full', code: 'full' });
  close();
});

test('a port among the arguments is handed over', async () => {
  const { calls, close } = connect({
    greet: (port: MessageChannel['port1']) => {
      port.postMessage('hello');
      port.close();
    },
  });
  const { port1, port2 } = new MessageChannel();
  const greeting = new Promise((resolve) => port2.once('message', resolve));
  await calls.greet(port1);
  expect(await greeting).toBe('hello');
  close();
});

test('when the other side ends, calls under way and later ones are rejected', async () => {
  const { calls, close } = connect({ hang: () => new Promise(() => undefined) });
  const hanging = calls.hang();
  close();
  await expect(hanging).rejects.toThrow('has ended');
  await expect(calls.hang()).rejects.toThrow('has ended');
});
