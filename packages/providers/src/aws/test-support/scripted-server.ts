import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Cuts the connection instead of answering, or after so many bytes of the body. */
  readonly cutAfter?: number;
  /** Never answers. */
  readonly hang?: true;
}

export interface ReceivedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: URLSearchParams;
}

export interface ScriptedServer extends AsyncDisposable {
  readonly url: string;
  readonly received: ReceivedRequest[];
}

/** Answers requests in this order; the last answer goes for all further ones. */
export function startScriptedServer(...answers: readonly ScriptedAnswer[]): Promise<ScriptedServer> {
  let next = 0;
  return startAnsweringServer(() => answers[Math.min(next++, answers.length - 1)] ?? {});
}

/** Answers each request by what it asks. */
export async function startAnsweringServer(
  answerTo: (request: ReceivedRequest) => ScriptedAnswer | Promise<ScriptedAnswer>,
): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const asked = { headers: request.headers, body: new URLSearchParams(text) };
      received.push(asked);
      void Promise.resolve(answerTo(asked)).then((answer) => send(response, answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function send(response: ServerResponse, answer: ScriptedAnswer): void {
  const body = Buffer.from(answer.body ?? '');
  if (answer.hang === true) return;
  if (answer.cutAfter === 0) {
    response.destroy();
    return;
  }
  response.writeHead(answer.status ?? 200, { 'content-length': body.length, ...answer.headers });
  if (answer.cutAfter === undefined) response.end(body);
  else response.write(body.subarray(0, answer.cutAfter), () => response.destroy());
}

/** An error as EC2 words it. */
export function ec2Error(
  status: number,
  code: string,
  message = 'a message',
  headers: Record<string, string> = {},
): ScriptedAnswer {
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<Response><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><RequestID>r</RequestID></Response>`;
  return { status, body, headers: { 'content-type': 'text/xml;charset=UTF-8', ...headers } };
}

/** An error as STS, RDS and ELB word it. */
export function queryError(status: number, code: string, message = 'a message'): ScriptedAnswer {
  const body = `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>
<Code>${code}</Code><Message>${message}</Message></Error><RequestId>r</RequestId></ErrorResponse>`;
  return { status, body, headers: { 'content-type': 'text/xml' } };
}

export const callerIdentity: ScriptedAnswer = {
  body: `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Arn>arn:aws:iam::123456789012:user/ana</Arn><UserId>AIDA</UserId><Account>123456789012</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`,
  headers: { 'content-type': 'text/xml' },
};

export function describeVolumes(...ids: readonly string[]): ScriptedAnswer {
  const items = ids.map((id) => `<item><volumeId>${id}</volumeId><status>available</status></item>`).join('');
  return {
    body: `<DescribeVolumesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><volumeSet>${items}</volumeSet></DescribeVolumesResponse>`,
    headers: { 'content-type': 'text/xml;charset=UTF-8' },
  };
}
