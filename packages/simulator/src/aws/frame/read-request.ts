import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createAwsRequest, type AwsRequest } from './aws-request.ts';
import { joinChunks } from './chunked-body.ts';

/** Reads a request to its end. A body beyond `maxBytes` rejects: nothing that the simulator serves needs more. */
export async function readAwsRequest(message: IncomingMessage, maxBytes: number): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of message as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new RangeError(`the body is longer than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  const sent = chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks);
  const headers = new Map(
    Object.entries(message.headersDistinct).map(([name, values]): [string, readonly string[]] => [name, values ?? []]),
  );
  const isChunked = (headers.get('x-amz-content-sha256')?.[0] ?? '').startsWith('STREAMING-');
  return createAwsRequest({
    method: message.method ?? 'GET',
    target: message.url ?? '/',
    headers,
    body: isChunked ? joinChunks(sent) : sent,
    bodySha256: createHash('sha256').update(sent).digest('hex'),
  });
}
