/** The closed set of what can go wrong at a provider. */
export const providerErrorCodes = [
  'not_found',
  'already_exists',
  'conflict',
  'invalid',
  'unauthenticated',
  'forbidden',
  'quota',
  'no_capacity',
  'rate_limited',
  'unavailable',
  'unsupported',
] as const;

export type ProviderErrorCode = (typeof providerErrorCodes)[number];

export interface ProviderErrorDetails {
  readonly code: ProviderErrorCode;
  /**
   * `not-applied`: the provider refused, nothing changed. `unknown`: the request may have taken effect (the reply was
   * lost, the connection broke): read by key before repeating.
   */
  readonly outcome: 'not-applied' | 'unknown';
  /** The provider's own code, for example `UnauthorizedOperation`. */
  readonly providerCode?: string;
  /** How long the provider asked to wait, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The permission that is missing, where the provider or the adapter knows it, for example `ec2:DescribeInstances`. */
  readonly permission?: string;
  /** The reply came but could not be understood (malformed or truncated). */
  readonly malformed?: boolean;
  readonly cause?: unknown;
}

/** The only error that an adapter throws, aborts apart. */
export class ProviderError extends Error {
  override readonly name = 'ProviderError';
  readonly code: ProviderErrorCode;
  readonly outcome: 'not-applied' | 'unknown';
  readonly providerCode: string | null;
  readonly retryAfterMs: number | null;
  readonly permission: string | null;
  readonly malformed: boolean;

  constructor(message: string, details: ProviderErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = details.code;
    this.outcome = details.outcome;
    this.providerCode = details.providerCode ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.permission = details.permission ?? null;
    this.malformed = details.malformed ?? false;
  }
}
