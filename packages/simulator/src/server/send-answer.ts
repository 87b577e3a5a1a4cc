import type { ServerResponse } from 'node:http';
import type { AwsAnswer } from '../aws/frame/service.ts';
import type { CallResult } from '../aws/frame/handle-call.ts';

type Answered = Extract<CallResult, { readonly answer: AwsAnswer }>;

/** Sends the answer, or what a fault leaves of it. */
export function sendAnswer(response: ServerResponse, result: Answered): void {
  const { answer, outcome } = result;
  const body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body;
  if (outcome === 'lost_reply') {
    response.destroy();
    return;
  }
  const sent = outcome === 'malformed' ? damaged(body) : body;
  const half = sent.subarray(0, Math.ceil(sent.length / 2));
  const cutsConnection = outcome === 'truncated' && !result.lengthFits;
  const shown = outcome === 'truncated' ? half : sent;
  const length = answer.headers['content-length'] ?? String(cutsConnection ? sent.length : shown.length);
  // A 204 has no body and, by RFC 9110, no length either.
  response.writeHead(
    answer.status,
    answer.status === 204 ? answer.headers : { ...answer.headers, 'content-length': length },
  );
  if (cutsConnection) response.write(shown, () => response.destroy());
  else response.end(shown);
}

/** No XML and no JSON any more, whatever it was: `<&` stands in the middle and the last character is gone. */
function damaged(body: Buffer): Buffer {
  const middle = Math.floor(body.length / 2);
  const end = Math.max(middle, body.length - 1);
  return Buffer.concat([body.subarray(0, middle), Buffer.from('<&'), body.subarray(middle, end)]);
}
