import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a request carries the token. The time that it takes says nothing about how much of it was right. */
export function hasToken(request: Request, token: string): boolean {
  const given = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return given !== undefined && timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether the request was addressed to this machine by a name of its own. A page of a foreign site can make its name
 * point here (DNS rebinding), but it cannot choose the Host header that the browser sends.
 */
export function isAddressedToLoopback(request: Request): boolean {
  const host = request.headers.get('host');
  return host !== null && loopbackNames.has(hostnameOf(host));
}

/** Whether the request comes from a page of another site. Programs send no Origin. */
export function isCrossSite(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null) return !isSameOrigin(origin, request.headers.get('host'));
  const site = request.headers.get('sec-fetch-site');
  return site !== null && site !== 'same-origin' && site !== 'none';
}

function isSameOrigin(origin: string, host: string | null): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

function hostnameOf(host: string): string {
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
}
