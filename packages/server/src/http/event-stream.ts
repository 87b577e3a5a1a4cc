const keepAliveMs = 15_000;

/**
 * Answers events as they come (server-sent events), with a comment now and then so that no proxy hangs up. Waits for the
 * first, so that what keeps it from coming is still answered as a problem.
 */
export async function eventStreamResponse(events: AsyncIterable<unknown>): Promise<Response> {
  const encoder = new TextEncoder();
  const iterator = events[Symbol.asyncIterator]();
  let first: Promise<IteratorResult<unknown>> | null = Promise.resolve(await iterator.next());
  let keepAlive: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      keepAlive = setInterval(() => controller.enqueue(encoder.encode(': still here\n\n')), keepAliveMs);
      keepAlive.unref();
    },
    async pull(controller) {
      const coming = first ?? iterator.next();
      first = null;
      const next = await coming.catch((error: unknown) => {
        clearInterval(keepAlive);
        throw error;
      });
      if (next.done === true) {
        clearInterval(keepAlive);
        controller.close();
        return;
      }
      controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`));
    },
    async cancel() {
      clearInterval(keepAlive);
      await iterator.return?.();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' } });
}
