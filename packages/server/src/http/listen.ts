import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { ProblemError } from '../problem-error.ts';
import type { App } from './app.ts';

export interface Listener {
  readonly url: string;
  /** Takes no more requests and waits a moment for those under way; what takes longer (a stream) is cut off. */
  close(): Promise<void>;
}

const graceMs = 1_000;

export interface ListenOptions {
  readonly app: App;
  /** 0 for any that is free. */
  readonly port: number;
  /** A loopback address. */
  readonly host: string;
}

/**
 * Serves the app on a loopback socket.
 * @throws ProblemError `conflict` when the port is taken.
 */
export function listen({ app, port, host }: ListenOptions): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: (request) => app.fetch(request, {}), port, hostname: host });
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(
        taken ? new ProblemError('conflict', `Port ${port} of ${host} is taken: choose another, or 0 for any.`) : error,
      );
    });
    server.once('listening', () => {
      const { address, family, port: actualPort } = server.address() as AddressInfo;
      const name = family === 'IPv6' ? `[${address}]` : address;
      resolve({
        url: `http://${name}:${actualPort}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed());
            if (!('closeAllConnections' in server)) return;
            server.closeIdleConnections();
            setTimeout(() => server.closeAllConnections(), graceMs).unref();
          }),
      });
    });
  });
}
