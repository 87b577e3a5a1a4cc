import { parseQueryParameters, type QueryParameters } from './query-parameters.ts';

/** A request as it came over the wire, its body read to the end. */
export interface AwsRequest {
  readonly method: string;
  /** As sent: still percent-encoded, without the query. */
  readonly rawPath: string;
  /** As sent, without the question mark. */
  readonly rawQuery: string;
  /** Header names in lower case; of repeated headers all values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** The payload; what came in signed chunks is already put together. */
  readonly body: Buffer;
  /** SHA-256 of the body as sent, in hexadecimal digits. */
  readonly bodySha256: string;
  header(name: string): string | null;
  query(): URLSearchParams;
  /** The body of a query-protocol call (or the query string, if it is sent by GET). */
  form(): QueryParameters;
}

export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: Buffer;
  readonly bodySha256: string;
}

export function createAwsRequest(raw: RawRequest): AwsRequest {
  const queryAt = raw.target.indexOf('?');
  const rawPath = queryAt < 0 ? raw.target : raw.target.slice(0, queryAt);
  const rawQuery = queryAt < 0 ? '' : raw.target.slice(queryAt + 1);
  let query: URLSearchParams | undefined;
  let form: QueryParameters | undefined;
  return {
    method: raw.method,
    rawPath,
    rawQuery,
    headers: raw.headers,
    body: raw.body,
    bodySha256: raw.bodySha256,
    header: (name) => raw.headers.get(name)?.[0] ?? null,
    query: () => (query ??= new URLSearchParams(rawQuery)),
    form: () => (form ??= parseQueryParameters(isForm(raw) ? raw.body.toString('utf8') : rawQuery)),
  };
}

/** Whether the body holds a query-protocol call's parameters. Clients say so, but for what is made by hand. */
function isForm({ body, headers }: RawRequest): boolean {
  const contentType = headers.get('content-type')?.[0];
  return body.length > 0 && (contentType === undefined || contentType.startsWith('application/x-www-form-urlencoded'));
}
