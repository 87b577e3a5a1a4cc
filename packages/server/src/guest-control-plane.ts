import type { GuestStateFolder } from './state-folder/open-state-folder.ts';

/** How an attempt to reach the owner of a state folder ended. */
export type ForwardResult =
  | { readonly response: Response }
  /** The owner is gone. `maybeDone`: the request may have reached it. */
  | { readonly gone: true; readonly maybeDone: boolean };

/** A request whose body can be sent more than once. */
export interface RepeatableRequest {
  readonly request: Request;
  readonly body: ArrayBuffer | null;
}

export async function toRepeatable(request: Request): Promise<RepeatableRequest> {
  return { request, body: request.body === null ? null : await request.arrayBuffer() };
}

/** Passes a request on to the process that owns the state folder. */
export async function forward({ request, body }: RepeatableRequest, owner: GuestStateFolder): Promise<ForwardResult> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers({ authorization: `Bearer ${owner.token}` });
  for (const name of ['accept', 'content-type']) {
    const value = request.headers.get(name);
    if (value !== null) headers.set(name, value);
  }
  const { method, signal } = request;
  try {
    return { response: await fetch(`${owner.url}${pathname}${search}`, { method, headers, body, signal }) };
  } catch (error) {
    if (signal.aborted) throw error;
    return { gone: true, maybeDone: method !== 'GET' && !wasRefused(error) };
  }
}

/** Whether a control plane answers there. Asked without the token: who knows who has the port by now. */
export async function isControlPlaneAlive(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/health`, { signal: AbortSignal.timeout(aliveTimeoutMs) });
    const answer: unknown = await response.json();
    return typeof answer === 'object' && answer !== null && 'status' in answer && 'version' in answer;
  } catch {
    return false;
  }
}

const aliveTimeoutMs = 2_000;

/** Nobody listened, so nothing was received. */
function wasRefused(error: unknown): boolean {
  const cause = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED';
}
