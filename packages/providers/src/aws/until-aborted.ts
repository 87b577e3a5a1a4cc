/** The promise's result, or the signal's reason, unchanged, as soon as it aborts. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const first = Promise.withResolvers<T>();
  const onAbort = (): void => first.reject(signal.reason);
  promise.then(first.resolve, first.reject);
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    return await first.promise;
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
