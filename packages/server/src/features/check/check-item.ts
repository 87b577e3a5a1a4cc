import { ProviderError } from '@tradewind/core';
import { StorageError } from '../../database/storage-error.ts';

export interface CheckItem {
  readonly name: string;
  readonly outcome: 'ok' | 'warning' | 'failed';
  readonly detail: string;
  /** What to do about it; null when ok, or when the detail says it. */
  readonly action: string | null;
}

export function ok(name: string, detail: string): CheckItem {
  return { name, outcome: 'ok', detail, action: null };
}

export function warning(name: string, detail: string, action: string): CheckItem {
  return { name, outcome: 'warning', detail, action };
}

/** What failed, and what a user can do about that kind of failure. */
export function failed(name: string, error: unknown): CheckItem {
  const detail = error instanceof Error ? error.message : String(error);
  return { name, outcome: 'failed', detail, action: adviseOn(error) };
}

/** What failed where the state is kept says itself what to do. */
function adviseOn(error: unknown): string | null {
  if (error instanceof StorageError) return null;
  if (!(error instanceof ProviderError)) return 'Try again; if it stays, run with --verbose and report it.';
  switch (error.code) {
    case 'unauthenticated':
      return 'Give credentials that are valid: log in again, or choose a profile.';
    case 'forbidden':
      return error.permission === null ? 'Ask for the permission.' : `Ask for the permission ${error.permission}.`;
    case 'rate_limited':
    case 'quota':
      return 'Try again later, or ask for a higher limit.';
    case 'unavailable':
      return 'Check the network, the proxy and the endpoint, then try again.';
    default:
      return 'Check the settings of this connection.';
  }
}
