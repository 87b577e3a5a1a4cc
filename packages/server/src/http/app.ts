import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Logger } from '../logger.ts';
import { ProblemError } from '../problem-error.ts';
import { eventStreamResponse } from './event-stream.ts';
import { hasToken, isAddressedToLoopback, isCrossSite } from './guards.ts';
import { problemOf, problemResponse, toProblem } from './problems.ts';
import type { Route } from './route.ts';

/** What a request comes with besides itself. A caller within this process needs no token; a socket never sets this. */
export interface RequestBindings {
  readonly inProcess?: boolean;
}

interface AppEnvironment {
  Bindings: RequestBindings;
  Variables: { requestId: string };
}

export type App = Hono<AppEnvironment>;

/** A document that anyone on this machine may read. */
export interface Page {
  readonly path: string;
  readonly answer: () => Promise<Response>;
}

export interface AppOptions {
  readonly routes: readonly Route[];
  readonly pages: readonly Page[];
  readonly token: string;
  readonly logger: Logger;
}

/** Requests are small: filters and lists of names. */
const maxBodyBytes = 1024 * 1024;

const securityHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** The control plane as a web-standard fetch handler. */
export function createApp({ routes, pages, token, logger }: AppOptions): App {
  const app: App = new Hono<AppEnvironment>();

  app.use(async (c, next) => {
    const requestId = randomUUID();
    c.set('requestId', requestId);
    const startedAt = performance.now();
    await next();
    for (const [name, value] of Object.entries(securityHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
    c.res.headers.set('x-request-id', requestId);
    const durationMs = Math.round(performance.now() - startedAt);
    logger.debug({ requestId, method: c.req.method, path: c.req.path, status: c.res.status, durationMs }, 'request');
  });
  app.use(async (c, next) => {
    if (c.env.inProcess !== true) {
      if (!isAddressedToLoopback(c.req.raw)) {
        throw new ProblemError('forbidden', 'The control plane answers only under the name of this machine.');
      }
      if (isCrossSite(c.req.raw)) {
        throw new ProblemError('forbidden', 'The control plane answers no page of another site.');
      }
    }
    await next();
  });
  app.use(
    bodyLimit({
      maxSize: maxBodyBytes,
      onError: () => problemResponse(toProblem('invalid_request', 'The body is larger than 1 MiB.')),
    }),
  );
  for (const { path, answer } of pages) app.get(path, () => answer());
  // A path that ends in a parameter would take those that go on after it, so it comes last.
  for (const each of routes.toSorted(byGenerality)) mount(app, each, token);

  app.notFound((c) => problemResponse(toProblem('not_found', `There is nothing at ${c.req.method} ${c.req.path}.`)));
  app.onError((error, c) => {
    const problem = problemOf(error, c.get('requestId'));
    if (problem.status >= 500) logger.error({ requestId: c.get('requestId'), err: error }, 'request failed');
    return problemResponse(problem);
  });
  return app;
}

function byGenerality(a: Route, b: Route): number {
  return Number(a.endpoint.path.endsWith('}')) - Number(b.endpoint.path.endsWith('}'));
}

function mount(app: App, { endpoint, answer }: Route, token: string): void {
  // A parameter that ends the path may contain slashes: uids do.
  const path = endpoint.path.replaceAll(/\{(\w+)\}$/g, ':$1{.+}').replaceAll(/\{(\w+)\}/g, ':$1');
  app.on(endpoint.method.toUpperCase(), path, async (c) => {
    if (endpoint.open !== true) requireToken(c, token);
    const result = await answer(c.req.raw, c.req.param());
    if (endpoint.stream === true) return await eventStreamResponse(result as AsyncIterable<unknown>);
    const json = result instanceof Uint8Array ? (result as Uint8Array<ArrayBuffer>) : JSON.stringify(result);
    return new Response(json, { status: endpoint.status, headers: { 'content-type': 'application/json' } });
  });
}

function requireToken(c: Context<AppEnvironment>, token: string): void {
  if (c.env.inProcess === true || hasToken(c.req.raw, token)) return;
  throw new ProblemError(
    'unauthorized',
    'Send the token of the state folder as `Authorization: Bearer ...`; it is in the file `token` of that folder.',
  );
}
