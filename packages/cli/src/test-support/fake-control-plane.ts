import {
  endpoints,
  problemCodes,
  type Client,
  type Endpoint,
  type EndpointName,
  type ProblemCode,
} from '@tradewind/api';
import type { Loaders } from '../loaders.ts';

export interface FakeRequest {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly headers: Headers;
}

type Answer<Name extends EndpointName> =
  ReturnType<Client[Name]> extends AsyncIterable<infer Event>
    ? (request: FakeRequest) => AsyncIterable<Event> | Iterable<Event>
    : (request: FakeRequest) => Awaited<ReturnType<Client[Name]>>;

/** Answers by endpoint. One that is called and not given answers `not_found`. */
export type Answers = { readonly [Name in EndpointName]?: Answer<Name> };

/** Thrown by an answer to state a problem. */
export class FakeProblem extends Error {
  readonly code: ProblemCode;
  readonly problems: { path: string; message: string }[];

  constructor(code: ProblemCode, detail: string, problems: { path: string; message: string }[] = []) {
    super(detail);
    this.code = code;
    this.problems = problems;
  }
}

/** A control plane that answers by the endpoints of the API; every answer is checked against its schema. */
export function fakeFetch(answers: Answers, calls: string[] = []): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    for (const [name, endpoint] of Object.entries(endpoints) as [EndpointName, Endpoint][]) {
      const params = matchPath(endpoint, request.method, url.pathname);
      const answer = answers[name] as ((request: FakeRequest) => unknown) | undefined;
      if (params === null || answer === undefined) continue;
      calls.push(`${name}${url.search}`);
      const text = await request.text();
      const body: unknown = text === '' ? null : JSON.parse(text);
      try {
        const result = answer({ params, query: url.searchParams, body, headers: request.headers });
        if (endpoint.stream) return streamEvents(endpoint, result as AsyncIterable<unknown>);
        // Checked, but sent as it is: parsing drops a key such as `__proto__`, which a tag may have.
        endpoint.response.parse(result);
        return Response.json(result, { status: endpoint.status });
      } catch (error) {
        if (error instanceof FakeProblem) return problemResponse(error);
        throw error;
      }
    }
    return problemResponse(new FakeProblem('not_found', `There is no ${url.pathname}.`));
  };
}

function matchPath(endpoint: Endpoint, method: string, pathname: string): Record<string, string> | null {
  if (endpoint.method.toUpperCase() !== method) return null;
  const pattern = new RegExp(`^${endpoint.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`);
  const match = pattern.exec(pathname);
  if (match === null) return null;
  return Object.fromEntries(Object.entries(match.groups ?? {}).map(([key, value]) => [key, decodeURIComponent(value)]));
}

function streamEvents(endpoint: Endpoint, events: AsyncIterable<unknown> | Iterable<unknown>): Response {
  async function* toText(): AsyncGenerator<string> {
    for await (const event of events) yield `data: ${JSON.stringify(endpoint.response.parse(event))}\n\n`;
  }
  const body = ReadableStream.from(toText()).pipeThrough(new TextEncoderStream());
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

function problemResponse(problem: FakeProblem): Response {
  const status = 400 + problemCodes.indexOf(problem.code);
  const { code, message: detail, problems } = problem;
  return Response.json(
    { type: `urn:tradewind:problem:${code}`, title: code, status, code, detail, problems },
    { status },
  );
}

/** Loaders whose control plane is the fake; the other parts fail a test that does not expect them. */
export function fakeLoaders(
  answers: Answers,
  overrides: Partial<Loaders> = {},
): Loaders & { closed: number; calls: string[] } {
  const calls: string[] = [];
  const unexpected = (part: string) => () => Promise.reject(new Error(`${part} was not expected to be called`));
  const loaders = {
    version: '1.2.3',
    closed: 0,
    calls,
    openControlPlane: () =>
      Promise.resolve({
        fetch: fakeFetch(answers, calls),
        close: async () => {
          loaders.closed += 1;
        },
      }),
    serve: unexpected('serve'),
    runSimulator: unexpected('runSimulator'),
    startDemoSimulator: unexpected('startDemoSimulator'),
    readKnownNames: unexpected('readKnownNames'),
    ...overrides,
  };
  return loaders;
}
