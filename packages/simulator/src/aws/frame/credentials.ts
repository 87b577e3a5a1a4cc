import { createHash } from 'node:crypto';
import type { IdSource } from '../../ids.ts';

/** The simulator's fixed credentials. They are no secret: it listens on loopback only and holds nothing of value. */
export const simulatorAccessKeyId = 'AKIATRADEWINDSIM0001';
export const simulatorSecretAccessKey = 'simulator-test-secret-access-key-0000001';

export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Null for long-term keys. */
  readonly sessionToken: string | null;
  /** By the wall clock; null for long-term keys. */
  readonly expiresAtMs: number | null;
  readonly arn: string;
  readonly userId: string;
}

export interface CredentialStore {
  find(accessKeyId: string): Credential | null;
  issue(session: { readonly arn: string; readonly userId: string; readonly expiresAtMs: number }): Credential;
}

export function createCredentialStore(accountId: string, ids: IdSource): CredentialStore {
  const root: Credential = {
    accessKeyId: simulatorAccessKeyId,
    secretAccessKey: simulatorSecretAccessKey,
    sessionToken: null,
    expiresAtMs: null,
    arn: `arn:aws:iam::${accountId}:user/simulator`,
    userId: 'AIDATRADEWINDSIM0001A',
  };
  const credentials = new Map([[root.accessKeyId, root]]);
  return {
    find: (accessKeyId) => credentials.get(accessKeyId) ?? null,
    issue(session) {
      const accessKeyId = `ASIA${ids.upperAlphanumeric('access-key', 16)}`;
      const digest = (label: string): string => createHash('sha256').update(`${label}:${accessKeyId}`).digest('base64');
      const credential: Credential = {
        ...session,
        accessKeyId,
        secretAccessKey: digest('secret').slice(0, 40),
        sessionToken: `${digest('token')}${digest('token-2')}`,
      };
      credentials.set(accessKeyId, credential);
      return credential;
    },
  };
}
