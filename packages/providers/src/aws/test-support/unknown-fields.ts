/** Puts what no schema knows into every structure of an answer in XML or JSON. */
export function addUnknownFields(body: string): string {
  if (body.trimStart().startsWith('{')) return JSON.stringify(enrich(JSON.parse(body)));
  return body
    .replace(/<item>/g, '<item><fromTheFuture kind="new"><item><deep>1</deep></item></fromTheFuture>')
    .replace(/<\/(\w+(?:Response|Result))>/g, '<fromTheFuture>&lt;new&gt;</fromTheFuture></$1>');
}

function enrich(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(enrich);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, enrich(inner)] as const);
  return Object.fromEntries([...entries, ['fromTheFuture', { deep: [1, { new: true }] }]]);
}
