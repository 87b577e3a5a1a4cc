import type { TextStream } from '../terminal.ts';

/** The reader of the output has gone (`| head`): nothing is left to do, and nothing is wrong. */
export class OutputClosedError extends Error {
  override readonly name = 'OutputClosedError';
}

/** Writes, and waits while the reader is slower, so that a long listing needs little memory. */
export function writeText(stream: TextStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error?: Error | null) => {
      if (error == null) resolve();
      else reject(isClosed(error) ? new OutputClosedError('the reader closed the output') : error);
    });
  });
}

/** Keeps a closed pipe from ending the process by an unhandled error: the write itself reports it. */
export function tolerateClosedPipe(stream: TextStream): void {
  stream.on('error', () => undefined);
}

function isClosed(error: Error): boolean {
  const code = (error as NodeJS.ErrnoException).code;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || code === 'ERR_STREAM_WRITE_AFTER_END';
}
