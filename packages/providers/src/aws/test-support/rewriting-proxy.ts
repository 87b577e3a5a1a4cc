import { createServer, request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProxiedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface ProxiedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** What the proxy does with an exchange; null for nothing. */
export interface Interference {
  /** Answers itself, without asking the server. */
  readonly answerInstead?: ProxiedAnswer;
  readonly neverAnswer?: boolean;
  /** Cuts the connection after the server has done the work and so many bytes of its answer. */
  readonly cutAfterBytes?: number;
  rewrite?(body: string): string;
}

export interface RewritingProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Stands between a client and a server, and passes on everything unchanged but what the interference says. */
export async function startRewritingProxy(
  target: string,
  interfere: (request: ProxiedRequest) => Interference | null,
): Promise<RewritingProxy> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const body = await collect(incoming);
      const interference = interfere({ headers: incoming.headers, body: body.toString('utf8') }) ?? {};
      if (interference.neverAnswer === true) return;
      const answer = interference.answerInstead ?? (await forward(target, incoming, body));
      const text = interference.rewrite?.(answer.body.toString('utf8'));
      const bytes = text === undefined ? answer.body : Buffer.from(text);
      const headers = Object.entries(answer.headers).filter(
        ([name, value]) => value !== undefined && !/^(content-length|transfer-encoding|connection)$/.test(name),
      );
      for (const [name, value] of headers) outgoing.setHeader(name, value as string | string[]);
      outgoing.writeHead(answer.status, { 'content-length': bytes.length });
      if (interference.cutAfterBytes === undefined) {
        outgoing.end(bytes);
        return;
      }
      if (interference.cutAfterBytes === 0) outgoing.destroy();
      else outgoing.write(bytes.subarray(0, interference.cutAfterBytes), () => outgoing.destroy());
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** With the client's own Host, which its signature covers. */
function forward(target: string, incoming: IncomingMessage, body: Buffer): Promise<ProxiedAnswer> {
  return new Promise((resolve, reject) => {
    const url = new URL(incoming.url ?? '/', target);
    const { method = 'GET', headers } = incoming;
    const outgoing = request(url, { method, headers: { ...headers, connection: 'close' } }, (answer) => {
      collect(answer).then((bytes) => {
        resolve({ status: answer.statusCode ?? 502, headers: answer.headers, body: bytes });
      }, reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}

async function collect(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
