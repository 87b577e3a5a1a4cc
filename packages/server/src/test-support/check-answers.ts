import { isDeepStrictEqual } from 'node:util';
import { endpoints, type Endpoint } from '@tradewind/api';

type Fetch = (request: Request) => Response | Promise<Response>;

/** Makes sure that every answer is exactly what the API's schema says: nothing lacking, nothing of another type, nothing more. */
export function checkAnswers(fetch: Fetch): Fetch {
  return async (request) => {
    const response = await fetch(request);
    const endpoint = findEndpoint(request);
    if (endpoint === null || response.status !== endpoint.status || endpoint.stream === true) return response;
    // zod leaves `__proto__` out of records for safety; the answer may well have a tag of that name.
    const answer: unknown = JSON.parse(await response.clone().text(), (key, value: unknown) =>
      key === '__proto__' ? undefined : value,
    );
    const parsed: unknown = endpoint.response.parse(answer);
    if (!isDeepStrictEqual(parsed, answer)) {
      throw new Error(`${request.method} ${request.url} answers more than its schema: ${JSON.stringify(answer)}`);
    }
    return response;
  };
}

function findEndpoint(request: Request): Endpoint | null {
  const { pathname } = new URL(request.url);
  const matching = Object.values(endpoints).filter((endpoint: Endpoint) => {
    const pattern = new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
    return endpoint.method.toUpperCase() === request.method && pattern.test(pathname);
  });
  return matching[0] ?? null;
}
