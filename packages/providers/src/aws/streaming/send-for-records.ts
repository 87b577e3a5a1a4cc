import { Readable } from 'node:stream';
import type { SendOptions } from '../session.ts';
import { malformedReply } from '../errors.ts';
import type { BodyTurns } from './body-turns.ts';
import { readXmlRecords, type RecordDocument, type RecordsRead } from './read-xml-records.ts';
import { MalformedXml } from './xml-scanner.ts';

/** What of a command of the SDK is used here, whichever service it belongs to. */
interface Command {
  readonly middlewareStack: {
    add(middleware: DeserializeMiddleware, options: { step: 'deserialize'; priority: 'low'; name: string }): void;
  };
}

type DeserializeMiddleware = (
  next: (args: never) => Promise<DeserializeOutput>,
) => (args: never) => Promise<DeserializeOutput>;

interface DeserializeOutput {
  readonly response: unknown;
}

interface HttpResponse {
  readonly statusCode: number;
  body: unknown;
}

export interface HeldRecords<T> extends RecordsRead<T> {
  /** Call it when the records are no longer needed: the next answer waits for it. */
  readonly release: () => void;
}

/**
 * Sends a command through the SDK, with its signing, endpoint and errors, but reads the records of a successful answer
 * from the stream: the SDK's deserialiser builds every field of every record from the whole text, which for bulk answers
 * is nearly all the CPU of a scan. It is left an empty document.
 * What `openDocument` waits for is waited for while the answer is on its way.
 * @throws ProviderError `unavailable` and malformed when the answer is not the document that was expected.
 */
export async function sendForRecords<C extends Command, T>(
  command: C,
  send: (command: C) => Promise<unknown>,
  openDocument: () => Promise<RecordDocument<T>>,
  options: SendOptions & { readonly turns: BodyTurns },
): Promise<HeldRecords<T>> {
  const { abortSignal, turns } = options;
  let read: HeldRecords<T> | null = null;
  const middleware: DeserializeMiddleware = (next) => async (args) => {
    const output = await next(args);
    const response = output.response as HttpResponse;
    if (response.statusCode < 200 || response.statusCode >= 300) return output;
    const document = await openDocument();
    const release = await turns.take(abortSignal);
    try {
      read = { ...(await readBody(response.body as Readable, document, abortSignal)), release };
    } catch (error) {
      release();
      throw error;
    }
    response.body = Readable.from([Buffer.from(`<${document.path[0] ?? ''}/>`)]);
    return output;
  };
  // Lower priority is nearer to the wire: this sees the answer before the SDK's own deserialiser does.
  command.middlewareStack.add(middleware, { step: 'deserialize', priority: 'low', name: 'tradewindReadRecords' });
  await send(command);
  if (read === null) throw malformedReply('an answer without a body');
  return read;
}

async function readBody<T>(body: Readable, document: RecordDocument<T>, signal: AbortSignal): Promise<RecordsRead<T>> {
  // The SDK stops listening to the signal once the headers have come.
  const onAbort = (): void => {
    body.destroy(signal.reason as Error);
  };
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    if (signal.aborted) onAbort();
    return await readXmlRecords(body, document);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (error instanceof MalformedXml) throw malformedReply(error.message);
    // A connection that breaks in mid-answer: the reply is truncated.
    throw malformedReply(`the answer broke off (${(error as Error).message})`);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
