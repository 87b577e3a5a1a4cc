import { ProblemError } from '../../problem-error.ts';

/**
 * Where a page ended: everything after this uid comes next. The cursor is opaque to clients, so that its content may
 * change.
 */
export function toCursor(uid: string): string {
  return Buffer.from(uid, 'utf8').toString('base64url');
}

/** @throws ProblemError when it is no cursor that `toCursor` made. */
export function readCursor(cursor: string): { readonly prefix: string; readonly nativeId: string } {
  const uid = Buffer.from(cursor, 'base64url').toString('utf8');
  const parts = /^((?:[^/]+\/){4})(.+)$/su.exec(uid);
  const [, prefix, nativeId] = parts ?? [];
  if (prefix === undefined || nativeId === undefined || toCursor(uid) !== cursor) {
    const message = 'this is not the `next_cursor` of a page; leave it out to start at the beginning';
    throw new ProblemError('invalid_request', message, [{ path: 'cursor', message }]);
  }
  return { prefix, nativeId };
}
