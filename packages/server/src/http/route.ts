import type { Endpoint } from '@tradewind/api';
import type { z } from 'zod';
import { parseBody, parseParams, parseQuery } from './parse-request.ts';

type ParsedPart<E extends Endpoint, Part extends 'params' | 'query' | 'body'> = E[Part] extends z.ZodType
  ? z.output<E[Part]>
  : undefined;

/** A request that fits its endpoint. */
export interface EndpointRequest<E extends Endpoint> {
  readonly params: ParsedPart<E, 'params'>;
  readonly query: ParsedPart<E, 'query'>;
  readonly body: ParsedPart<E, 'body'>;
  /** Aborts when the caller is gone. */
  readonly signal: AbortSignal;
}

/** JSON as bytes (from the reader's thread) or a value; for an endpoint that streams, its events. */
type EndpointAnswer<E extends Endpoint> = E extends { stream: true }
  ? AsyncIterable<z.output<E['response']>>
  : Uint8Array<ArrayBuffer> | z.output<E['response']>;

/** An endpoint with what answers it. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly answer: (request: Request, pathParams: Readonly<Record<string, string>>) => Promise<unknown>;
}

/**
 * Joins an endpoint of the API and its handler, which sees only requests that the endpoint's schemas let through.
 * The route's answer throws ProblemError `invalid_request` with everything that is wrong with a request.
 */
export function route<E extends Endpoint>(
  endpoint: E,
  handler: (request: EndpointRequest<E>) => Promise<EndpointAnswer<E>> | EndpointAnswer<E>,
): Route {
  return {
    endpoint,
    async answer(request, pathParams) {
      const params = parseParams(endpoint.params, pathParams);
      const query = parseQuery(endpoint.query, new URL(request.url).searchParams);
      const body = endpoint.body === undefined ? undefined : await parseBody(endpoint.body, request);
      return await handler({ params, query, body, signal: request.signal } as EndpointRequest<E>);
    },
  };
}
