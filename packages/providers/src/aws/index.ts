import type { CloudProvider, ConnectionSettings } from '@tradewind/core';
import type { Clock } from '../call-policy/clock.ts';
import type { CallPolicy } from '../call-policy/provider-call.ts';
import { createClients } from './clients.ts';
import { createCompute } from './compute.ts';
import { createCredentials } from './credentials.ts';
import { awsDescription } from './description.ts';
import { createDiscovery } from './discovery.ts';
import { createIdentityLookup } from './identity.ts';
import { createSession } from './session.ts';
import { createTagging } from './tagging.ts';

export interface AwsOptions {
  readonly policy: CallPolicy;
  readonly clock: Clock;
  /** Resources asked for per call; left out, the most that each operation allows. */
  readonly pageSize?: number;
}

/** One AWS account. Nothing is loaded or asked until the first call. */
export function createAwsProvider(settings: ConnectionSettings, options: AwsOptions): CloudProvider {
  const { policy, clock } = options;
  const clients = createClients(settings, (requestHandler) => createCredentials(settings, { requestHandler, clock }));
  const session = createSession({ settings, clients, policy, clock });
  const identity = createIdentityLookup(session);
  return {
    description: awsDescription,
    discovery: createDiscovery(session, identity, { pageSize: options.pageSize ?? null }),
    compute: createCompute(session, identity),
    tagging: createTagging(session, identity),
    close() {
      session.close();
    },
  };
}
