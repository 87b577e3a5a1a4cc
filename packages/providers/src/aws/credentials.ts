import { ProviderError, type ConnectionSettings } from '@tradewind/core';
import type { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Clock } from '../call-policy/clock.ts';
import { toProviderError } from './errors.ts';
import { toSafeCause, toSafeText } from './redaction.ts';

/** What the SDK's clients take: called before every request, so it must keep what it found. */
export type AwsCredentials = () => Promise<AwsCredentialIdentity>;

interface AwsCredentialIdentity {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
  readonly expiration?: Date;
}

/** Temporary credentials are renewed this long before they end. */
const renewBeforeMs = 5 * 60_000;
/** Looking for credentials that are not there can take a second (instance metadata): many calls share one answer. */
const rememberFailureMs = 5_000;

/**
 * The connection's profile, else the provider's standard chain (environment, shared files, SSO, web identity, process,
 * container and instance metadata), with the connection's role on top. Failures become `unauthenticated` with what was
 * looked at and what to do.
 */
export function createCredentials(
  settings: ConnectionSettings,
  options: { readonly requestHandler: NodeHttpHandler; readonly clock: Clock },
): AwsCredentials {
  const { requestHandler, clock } = options;
  let chain: Promise<AwsCredentials> | null = null;
  let found: AwsCredentialIdentity | null = null;
  let failure: { readonly error: ProviderError; readonly untilMs: number } | null = null;
  let search: Promise<AwsCredentialIdentity> | null = null;

  const find = async (): Promise<AwsCredentialIdentity> => {
    try {
      chain ??= loadChain(settings, requestHandler);
      found = await (await chain)();
      return found;
    } catch (error) {
      const explained = explain(error, settings, await readProfile(settings));
      failure = { error: explained, untilMs: clock.now() + rememberFailureMs };
      throw explained;
    } finally {
      search = null;
    }
  };

  return () => {
    if (found !== null && !endsSoon(found)) return Promise.resolve(found);
    if (failure !== null && clock.now() < failure.untilMs) return Promise.reject(failure.error);
    search ??= find();
    return search;
  };
}

function endsSoon(credentials: AwsCredentialIdentity): boolean {
  return credentials.expiration !== undefined && credentials.expiration.getTime() - Date.now() < renewBeforeMs;
}

async function loadChain(settings: ConnectionSettings, requestHandler: NodeHttpHandler): Promise<AwsCredentials> {
  const { fromIni, fromNodeProviderChain, fromTemporaryCredentials } = await import('./sdk/credential-providers.ts');
  const profile = settings.profile === null ? {} : { profile: settings.profile };
  const init = { ...profile, clientConfig: { requestHandler }, logger: silentLogger };
  // A profile that was asked for by name is used or fails: the chain would go on to the machine's own role, which may
  // be another account's.
  const base = settings.profile === null ? fromNodeProviderChain(init) : fromIni(init);
  if (settings.roleToAssume === null) return base;
  return fromTemporaryCredentials({
    masterCredentials: base,
    params: {
      RoleArn: settings.roleToAssume,
      RoleSessionName: 'tradewind',
      ...(settings.externalId === null ? {} : { ExternalId: settings.externalId }),
    },
    clientConfig: {
      requestHandler,
      ...profile,
      ...(settings.endpoint === null ? {} : { endpoint: settings.endpoint }),
    },
  });
}

/** The SDK would warn on the console; what it says reaches the user as an error where it matters. */
const silentLogger = { debug() {}, info() {}, warn() {}, error() {} };

interface ChosenProfile {
  readonly name: string;
  readonly exists: boolean;
}

/** The profile that was asked for by name, or null. The chain does not tell of one that does not exist: it goes on. */
async function readProfile(settings: ConnectionSettings): Promise<ChosenProfile | null> {
  const { DEFAULT_PROFILE, getProfileName, loadSharedConfigFiles } = await import('@smithy/core/config');
  const name = settings.profile ?? getProfileName({});
  if (settings.profile === null && name === DEFAULT_PROFILE) return null;
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  return { name, exists: Object.hasOwn(configFile, name) || Object.hasOwn(credentialsFile, name) };
}

function explain(error: unknown, settings: ConnectionSettings, profile: ChosenProfile | null): ProviderError {
  if (error instanceof ProviderError) return error;
  const raw = (typeof error === 'object' && error !== null ? error : { message: String(error) }) as Partial<Error> & {
    readonly $fault?: unknown;
    readonly code?: unknown;
    readonly path?: unknown;
  };
  // A file that cannot be read (a web identity's token, say) has a code too, and a path.
  const cameFromService = raw.$fault !== undefined || (typeof raw.code === 'string' && raw.path === undefined);
  if (cameFromService) {
    const role = settings.roleToAssume;
    const mapped = toProviderError(error, {
      action: role === null ? 'the credentials provider' : 'sts:AssumeRole',
      region: 'the default region',
      permission: 'sts:AssumeRole',
      regionHint: null,
    });
    if (mapped.code === 'unavailable' || mapped.code === 'rate_limited') return mapped;
    // Not what the service said: its certificate is not trusted, say.
    if (mapped.code === 'invalid' && mapped.providerCode === null) return mapped;
    const what = role === null ? 'cannot obtain AWS credentials' : `cannot assume the role ${role}`;
    return unauthenticated(`${what}: ${mapped.message}`, mapped, mapped.providerCode);
  }
  const text = toSafeText(raw.message);
  const cause = typeof error === 'object' && error !== null ? toSafeCause(error) : undefined;
  const foundNone =
    /could not load credentials from any providers|instance metadata|EC2 Metadata|ECONNREFUSED 169\.254/i.test(text);
  const namesProfile = /could not resolve credentials using profile|profile .* (could not be found|not found)/i;
  if (profile !== null && (foundNone || namesProfile.test(text))) {
    const origin = settings.profile === null ? ', which AWS_PROFILE names,' : '';
    const what = profile.exists
      ? `the AWS profile ${profile.name}${origin} has no credentials that can be used: check its settings in`
      : `the AWS profile ${profile.name}${origin} was not found in`;
    const next = profile.exists ? '' : ': check its name, or make it with `aws configure --profile NAME`';
    return unauthenticated(`${what} ~/.aws/config or ~/.aws/credentials${next}`, cause);
  }
  if (/sso|token/i.test(text) && /expired|refresh|login/i.test(text)) {
    const command = profile === null ? 'aws sso login' : `aws sso login --profile ${profile.name}`;
    return unauthenticated(`the AWS SSO session has ended: run \`${command}\``, cause);
  }
  if (foundNone) {
    return unauthenticated(
      'no AWS credentials found (looked at the environment, the shared files in ~/.aws, SSO, web identity, and the ' +
        'metadata of a container or instance): set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, set AWS_PROFILE, run ' +
        '`aws configure` or `aws sso login`, or run on a machine with a role',
      cause,
    );
  }
  return unauthenticated(`cannot obtain AWS credentials: ${text}`, cause);
}

function unauthenticated(message: string, cause: unknown, providerCode?: string | null): ProviderError {
  return new ProviderError(message, {
    code: 'unauthenticated',
    outcome: 'not-applied',
    cause,
    ...(providerCode == null ? {} : { providerCode }),
  });
}
