import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { simulatorAccessKeyId, simulatorSecretAccessKey } from '../aws/frame/credentials.ts';
import { createCallHandler } from '../aws/frame/handle-call.ts';
import { readAwsRequest } from '../aws/frame/read-request.ts';
import { awsServices } from '../aws/services.ts';
import { createWorld, type World, type WorldOptions } from '../world.ts';
import { adminPath, createAdmin } from './admin.ts';
import { sendAnswer } from './send-answer.ts';

export interface SimulatorServerOptions extends WorldOptions {
  /** 0 for a free one. */
  readonly port?: number;
  /** Added to every answer of a cloud. */
  readonly latencyMs?: number;
}

export interface SimulatorServer extends AsyncDisposable {
  readonly url: string;
  readonly adminUrl: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly world: World;
  stop(): Promise<void>;
}

const maxBodyBytes = 64 * 1024 * 1024;
/** Longer than clients keep idle connections, as AWS's load balancers do: none is cut while a client sends. */
const keepAliveTimeoutMs = 65_000;

/** Serves an estate on 127.0.0.1; resolves when it listens, rejects when the port is taken. */
export async function startSimulatorServer(options: SimulatorServerOptions): Promise<SimulatorServer> {
  const world = createWorld(options);
  const handler = createCallHandler(world, awsServices);
  const admin = createAdmin(world);
  const serveAws = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const result = handler.handle(await readAwsRequest(message, maxBodyBytes));
    if (!('answer' in result)) {
      if (result.outcome === 'refused') message.socket.resetAndDestroy();
      return;
    }
    const latencyMs = (options.latencyMs ?? 0) + result.latencyMs;
    if (latencyMs > 0) await delay(latencyMs);
    if (!response.destroyed) sendAnswer(response, result);
  };
  const server = createServer((message, response) => {
    const serve = isAdmin(message.url ?? '') ? admin.serve : serveAws;
    serve(message, response).catch((error: unknown) => {
      if (!message.destroyed) process.stderr.write(`simulator: ${String(error)}\n`);
      response.destroy();
    });
  });
  server.keepAliveTimeout = keepAliveTimeoutMs;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    url,
    adminUrl: `${url}${adminPath}`,
    accessKeyId: simulatorAccessKeyId,
    secretAccessKey: simulatorSecretAccessKey,
    world,
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function isAdmin(target: string): boolean {
  return target === adminPath || target.startsWith(`${adminPath}/`);
}
