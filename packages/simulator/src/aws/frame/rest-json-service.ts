import type { FailureErrors } from './aws-error.ts';
import type { AwsRequest } from './aws-request.ts';
import { withHeaders } from './query-service.ts';
import type { AwsCall, AwsService } from './service.ts';

/** What an operation answers: a JSON value, and a status when it is not 200. */
export interface RestJsonResult {
  readonly status?: number;
  readonly body: unknown;
}

export interface RestJsonRoute {
  readonly operation: string;
  readonly method: string;
  /** For example `/clusters/{name}/node-groups`; `{name+}` takes the rest of the path with its slashes. */
  readonly path: string;
  /** Gets the path's parameters decoded, and the body parsed (null when it is empty). */
  readonly run: (call: AwsCall, parameters: ReadonlyMap<string, string>, body: unknown) => RestJsonResult;
}

export interface RestJsonServiceOptions {
  readonly name: string;
  readonly routes: readonly RestJsonRoute[];
  readonly failures: FailureErrors;
}

/** A service of AWS's REST-JSON protocol: EKS, Lambda. */
export function createRestJsonService(options: RestJsonServiceOptions): AwsService {
  const routes = options.routes.map((route) => ({ ...route, match: pathMatcher(route.path) }));
  const routeOf = (request: AwsRequest): { route: RestJsonRoute; parameters: ReadonlyMap<string, string> } | null => {
    for (const route of routes) {
      const parameters = route.method === request.method ? route.match(request.rawPath) : null;
      if (parameters !== null) return { route, parameters };
    }
    return null;
  };
  return {
    name: options.name,
    failures: options.failures,
    operationOf: (request) => routeOf(request)?.route.operation ?? null,
    run(call) {
      const found = routeOf(call.request);
      if (found === null) throw new Error(`no route for ${call.operation}`);
      const { status = 200, body } = found.route.run(call, found.parameters, parseBody(call.request));
      const noContent = status === 204;
      return {
        status,
        headers: {
          ...(noContent ? {} : { 'content-type': 'application/json' }),
          'x-amzn-requestid': call.requestId,
        },
        body: noContent ? '' : JSON.stringify(body),
      };
    },
    renderError: (error, { requestId }) =>
      withHeaders(error, {
        status: error.status,
        headers: {
          'content-type': 'application/json',
          'x-amzn-requestid': requestId,
          'x-amzn-errortype': error.code,
        },
        body: JSON.stringify({ ...error.details, message: error.message }),
      }),
  };
}

function parseBody(request: AwsRequest): unknown {
  if (request.body.length === 0) return null;
  try {
    return JSON.parse(request.body.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}

function pathMatcher(template: string): (rawPath: string) => ReadonlyMap<string, string> | null {
  const names: string[] = [];
  const source = template.replaceAll(/\{(\w+)(\+?)\}/g, (_, name: string, greedy: string) => {
    names.push(name);
    return greedy === '+' ? '(.+?)' : '([^/]+)';
  });
  // Clients differ about a slash at the end (the CLI sends Lambda's lists with one).
  const pattern = new RegExp(`^${source.replace(/\/$/, '')}/?$`);
  return (rawPath) => {
    const match = pattern.exec(rawPath);
    return match === null ? null : new Map(names.map((name, n) => [name, decodeSegment(match[n + 1] ?? '')]));
  };
}

/** What is not valid percent-encoding stays as it is and then names nothing. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
