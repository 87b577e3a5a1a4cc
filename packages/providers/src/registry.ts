import {
  ProviderError,
  type CloudProvider,
  type ConnectionSettings,
  type ProviderDescription,
  type ProviderId,
} from '@tradewind/core';
import { awsDescription } from './aws/description.ts';
import { awsPermissions } from './aws/permissions.ts';
import { systemClock, type Clock } from './call-policy/clock.ts';
import { createCallPolicy } from './call-policy/create-call-policy.ts';
import type { CallPolicy } from './call-policy/provider-call.ts';
import type { ProviderPermissions } from './provider-permissions.ts';

export interface ConnectOptions {
  /** Around every call of the provider's API; left out, the default policy on the options' clock. */
  readonly policy?: CallPolicy;
  readonly clock?: Clock;
  /** Uniform in [0, 1). */
  readonly random?: () => number;
  /** Resources asked for per call; left out, the most that each operation allows. */
  readonly pageSize?: number;
}

type ProviderFactory = (
  settings: ConnectionSettings,
  options: { readonly policy: CallPolicy; readonly clock: Clock; readonly pageSize?: number },
) => CloudProvider;

interface RegisteredProvider {
  readonly description: ProviderDescription;
  readonly permissions: ProviderPermissions;
  /** Loads the adapter and, lazily, its SDK. */
  load(): Promise<ProviderFactory>;
}

/** Every provider that there is. A folder without a line here, or the reverse, fails a test. */
const providers: { readonly [P in ProviderId]?: RegisteredProvider } = {
  aws: {
    description: awsDescription,
    permissions: awsPermissions,
    load: async () => (await import('./aws/index.ts')).createAwsProvider,
  },
};

/** What is known of each provider without credentials; loads no SDK. */
export const providerDescriptions: readonly ProviderDescription[] = Object.values(providers).map(
  ({ description }) => description,
);

/** The permissions that an identity needs, or null when there is no adapter for the provider; loads no SDK. */
export function readProviderPermissions(provider: ProviderId): ProviderPermissions | null {
  return providers[provider]?.permissions ?? null;
}

/**
 * Loads the adapter of the connection's provider. Nothing is asked of the provider yet.
 * @throws ProviderError `unsupported` when there is no adapter for it.
 */
export async function connectProvider(
  settings: ConnectionSettings,
  options: ConnectOptions = {},
): Promise<CloudProvider> {
  const registered = providers[settings.provider];
  if (registered === undefined) {
    const known = providerDescriptions.map(({ id }) => id).join(', ');
    throw new ProviderError(`there is no adapter for the provider ${settings.provider} (there are: ${known})`, {
      code: 'unsupported',
      outcome: 'not-applied',
    });
  }
  const { clock = systemClock, random, pageSize } = options;
  const policy = options.policy ?? createCallPolicy(random === undefined ? { clock } : { clock, random });
  const createProvider = await registered.load();
  return createProvider(settings, { policy, clock, ...(pageSize === undefined ? {} : { pageSize }) });
}
