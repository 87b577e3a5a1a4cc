import type { Problem, ProblemCode } from '@tradewind/api';
import { StorageError } from '../database/storage-error.ts';
import { ProblemError, type ProblemItem } from '../problem-error.ts';

/** Every problem that the API answers: its status and title (RFC 9457). Codes are stable, see the API's schema. */
const problemTable: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  unknown_name: { status: 400, title: 'A name is not known' },
  unauthorized: { status: 401, title: 'A token is needed' },
  forbidden: { status: 403, title: 'Not from there' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The state does not allow it' },
  misconfigured: { status: 422, title: 'The configuration does not allow it' },
  internal: { status: 500, title: 'Something unexpected went wrong' },
  shutting_down: { status: 503, title: 'The control plane is shutting down' },
  storage_unavailable: { status: 503, title: 'The stored state cannot be read or written' },
};

export function toProblem(code: ProblemCode, detail: string, items: readonly ProblemItem[] = []): Problem {
  const { status, title } = problemTable[code];
  return {
    type: `urn:tradewind:problem:${code}`,
    title,
    status,
    code,
    detail,
    ...(items.length > 0 && { problems: [...items] }),
  };
}

export function problemResponse(problem: Problem): Response {
  const headers = { 'content-type': 'application/problem+json' };
  return new Response(JSON.stringify(problem), { status: problem.status, headers });
}

/** The problem that an error is to the caller; of an unexpected one no more than the request's id. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof ProblemError) return toProblem(error.code, error.message, error.problems);
  if (error instanceof StorageError) return toProblem('storage_unavailable', error.message);
  return toProblem('internal', `Something unexpected went wrong. The log says more under the request id ${requestId}.`);
}
