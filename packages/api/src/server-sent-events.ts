/** Yields the JSON data of each server-sent event; events without data are keep-alives. */
export async function* readServerSentEvents<T>(open: () => Promise<Response>): AsyncGenerator<T> {
  const response = await open();
  if (response.body === null) return;
  let pending = '';
  for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
    pending += text;
    for (let end = pending.indexOf('\n\n'); end >= 0; end = pending.indexOf('\n\n')) {
      const data = dataOf(pending.slice(0, end));
      pending = pending.slice(end + 2);
      if (data !== '') yield JSON.parse(data) as T;
    }
  }
}

function dataOf(event: string): string {
  return event
    .split('\n')
    .filter((line) => line.startsWith('data:'))
    .map((line) => line.slice(5).trimStart())
    .join('\n');
}
