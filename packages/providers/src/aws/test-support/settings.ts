import type { ConnectionSettings } from '@tradewind/core';

/** A connection to an endpoint of the test's own, with the credentials of the environment. */
export function toSettings(endpoint: string | null, changes: Partial<ConnectionSettings> = {}): ConnectionSettings {
  return {
    name: 'aws',
    provider: 'aws',
    profile: null,
    roleToAssume: null,
    externalId: null,
    endpoint,
    caFile: null,
    ...changes,
  };
}
