import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { findCommand } from './find-command.ts';
import { startProcess } from './process.ts';

export interface RunningMoto extends AsyncDisposable {
  readonly url: string;
  reset(): Promise<void>;
}

/** Starts moto, the independent emulator of AWS (PyPI `moto[server]`), on a free port. */
export async function startMoto(): Promise<RunningMoto> {
  const command = findCommand('moto_server');
  if (command === null) throw new Error('moto_server is not installed: pip install "moto[server]"');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const running = await startProcess({
    command,
    args: ['-H', '127.0.0.1', '-p', String(port)],
    ready: (line) => line.includes(`Running on ${url}`),
  });
  return {
    url,
    async reset() {
      await fetch(`${url}/moto-api/reset`, { method: 'POST' });
    },
    [Symbol.asyncDispose]: () => running.stop(),
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
