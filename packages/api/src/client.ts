import type { z } from 'zod';
import { endpoints, type Endpoint, type EndpointName } from './endpoints.ts';
import { ApiError } from './api-error.ts';
import { problem } from './schemas/problem.ts';
import { readServerSentEvents } from './server-sent-events.ts';

type Input<E extends Endpoint> = (E extends { params: z.ZodObject }
  ? { readonly params: z.input<E['params']> }
  : unknown) &
  (E extends { query: z.ZodObject } ? { readonly query?: z.input<E['query']> } : unknown) &
  (E extends { body: z.ZodObject } ? { readonly body: z.input<E['body']> } : unknown) & {
    readonly signal?: AbortSignal;
  };

type Output<E extends Endpoint> = E extends { stream: true }
  ? AsyncIterable<z.output<E['response']>>
  : Promise<z.output<E['response']>>;

/** Input may be left out only where the endpoint needs none: a path without its parameters leads nowhere. */
type Arguments<E extends Endpoint> = Record<never, never> extends Input<E> ? [input?: Input<E>] : [input: Input<E>];

/** One method per endpoint. Each throws `ApiError` for a problem that the server states. */
export type Client = {
  readonly [Name in EndpointName]: (...input: Arguments<(typeof endpoints)[Name]>) => Output<(typeof endpoints)[Name]>;
};

export interface ClientOptions {
  /** Any fetch: the global one for a server on a socket, the server's own handler for one in the same process. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  readonly baseUrl: string;
  readonly token?: string;
}

interface AnyInput {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/**
 * Answers are not parsed again: the server made them by the same schemas. What is no JSON, or comes with a status that
 * the endpoint does not have, is an `ApiError`.
 */
export function createClient(options: ClientOptions): Client {
  const send = async (endpoint: Endpoint, input: AnyInput): Promise<Response> => {
    const response = await options.fetch(toRequest(endpoint, input, options));
    if (response.status !== endpoint.status) throw await toApiError(response);
    return response;
  };
  const methods = Object.entries(endpoints).map(([name, endpoint]: [string, Endpoint]) => [
    name,
    endpoint.stream
      ? (input: AnyInput = {}) => readServerSentEvents(() => send(endpoint, input))
      : async (input: AnyInput = {}) => await readJson(await send(endpoint, input)),
  ]);
  return Object.fromEntries(methods) as Client;
}

function toRequest(endpoint: Endpoint, input: AnyInput, options: ClientOptions): Request {
  const path = endpoint.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name])),
  );
  const url = new URL(path, options.baseUrl);
  for (const [name, value] of Object.entries(input.query ?? {})) {
    if (value === undefined || value === null) continue;
    for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(item));
  }
  const headers = new Headers({ accept: endpoint.stream ? 'text/event-stream' : 'application/json' });
  if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`);
  const init: RequestInit = { method: endpoint.method.toUpperCase(), headers };
  if (endpoint.body !== undefined) {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(input.body ?? {});
  }
  if (input.signal !== undefined) init.signal = input.signal;
  return new Request(url, init);
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return JSON.parse(text);
  } catch {
    throw unexpectedAnswer(response.status);
  }
}

async function toApiError(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    return new ApiError(problem.parse(JSON.parse(text)));
  } catch {
    return unexpectedAnswer(response.status);
  }
}

function unexpectedAnswer(status: number): ApiError {
  const detail = `The server answered ${status} with something that is not of this API. Is the address right?`;
  return new ApiError({ type: 'about:blank', title: 'Unexpected answer', status, code: 'internal', detail });
}
