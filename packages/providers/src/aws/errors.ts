import { ProviderError, type ProviderErrorCode, type ProviderErrorDetails } from '@tradewind/core';
import { isClockSkewCorrectedError, isThrottlingError } from '@smithy/core/retry';
import { certificateFailurePattern, connectFailureCodes, readMeaning } from './error-codes.ts';
import { toSafeCause, toSafeText } from './redaction.ts';

/** What was being done when something went wrong. */
export interface FailedCall {
  /** For example `ec2:DescribeInstances`. */
  readonly action: string;
  readonly region: string;
  /** The IAM action that the call needs. */
  readonly permission: string;
  /** What to say of a refusal of the credentials that works elsewhere, or null. */
  readonly regionHint: string | null;
}

/** The parts of the SDK's errors and Node's that are of use; none can be relied on. */
interface RawError {
  readonly name?: string;
  readonly message?: string;
  readonly code?: unknown;
  readonly errors?: unknown;
  readonly $fault?: unknown;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly statusCode?: number; readonly headers?: Readonly<Record<string, string>> };
}

/** Turns whatever a call threw into the port's closed error. The text holds no signature, token or key. */
export function toProviderError(thrown: unknown, call: FailedCall): ProviderError {
  if (thrown instanceof ProviderError) return thrown;
  if (typeof thrown !== 'object' || thrown === null) {
    return failure(call, 'unavailable', String(thrown), { outcome: 'unknown' });
  }
  const raw = thrown as RawError;
  const cause = toSafeCause(thrown);
  if (raw.$fault === undefined) return toTransportError(raw, call, cause);
  const httpStatus = raw.$metadata?.httpStatusCode;
  if (httpStatus !== undefined && namesWithoutCode.has(raw.name ?? ''))
    return toForeignError(raw, httpStatus, call, cause);
  return toServiceError(thrown, raw, call, cause);
}

/** What the SDK calls a refusal in which it finds no code of the service's: an empty body, or a proxy's page. */
const namesWithoutCode: ReadonlySet<string> = new Set(['NotFound', 'Unknown', 'UnknownError']);

/** A reply that came with success but lacks what it must hold: an empty list is always sent as an empty element. */
export function malformedReply(what: string): ProviderError {
  return new ProviderError(`malformed reply: ${what}`, { code: 'unavailable', outcome: 'unknown', malformed: true });
}

/** The provider answered with an error of its own. */
function toServiceError(thrown: object, raw: RawError, call: FailedCall, cause: unknown): ProviderError {
  const providerCode = raw.name ?? 'Unknown';
  const httpStatus = raw.$metadata?.httpStatusCode;
  const retryAfterMs = readRetryAfterMs(raw);
  const details = { providerCode, cause, ...(retryAfterMs === null ? {} : { retryAfterMs }) };
  const text = `${toSafeText(raw.message)} (${providerCode})`;
  if (isThrottlingError(thrown as Parameters<typeof isThrottlingError>[0])) {
    return failure(call, 'rate_limited', text, { ...details, outcome: 'not-applied' });
  }
  const meaning = readMeaning(providerCode, httpStatus) ?? 'unavailable';
  if (meaning === 'unauthenticated') return toCredentialsError(thrown, raw, call, { ...details, providerCode });
  if (meaning === 'forbidden') {
    const permission = readPermission(raw.message) ?? call.permission;
    return failure(call, 'forbidden', `${text}. Permission needed: ${permission}`, {
      ...details,
      outcome: 'not-applied',
      permission,
    });
  }
  // An answer of 5xx says that something broke at the provider, perhaps after the change was made.
  const outcome =
    meaning === 'unavailable' && (httpStatus === undefined || httpStatus >= 500) ? 'unknown' : 'not-applied';
  return failure(call, meaning, text, { ...details, outcome });
}

/** Never shows the provider's own text: for a wrong signature it holds the whole signed request with its token. */
function toCredentialsError(
  thrown: object,
  raw: RawError,
  call: FailedCall,
  details: { readonly providerCode: string; readonly cause: unknown },
): ProviderError {
  const { providerCode } = details;
  if (isClockSkewCorrectedError(thrown as Parameters<typeof isClockSkewCorrectedError>[0])) {
    // The SDK has learnt the provider's time from this refusal and will sign the next attempt with it.
    return failure(call, 'unavailable', `the clock of this machine is wrong (${providerCode})`, {
      ...details,
      outcome: 'not-applied',
    });
  }
  if (/TooSkewed|InTheFuture/.test(providerCode) || /signature (expired|not yet current)/i.test(raw.message ?? '')) {
    const text = `the request's time was refused (${providerCode}): set this machine's clock`;
    return failure(call, 'unauthenticated', text, { ...details, outcome: 'not-applied' });
  }
  // EC2 says RequestExpired of a session token that has ended as well as of an old signature.
  if (/^(Request)?Expired|TokenRefreshRequired/.test(providerCode)) {
    const text =
      `the AWS credentials have expired (${providerCode}): renew them, for example by \`aws sso login\`` +
      (providerCode === 'RequestExpired' ? "; if they are fresh, set this machine's clock" : '');
    return failure(call, 'unauthenticated', text, { ...details, outcome: 'not-applied' });
  }
  if (call.regionHint !== null) {
    const text = `${call.regionHint} (${providerCode})`;
    return failure(call, 'forbidden', text, { ...details, outcome: 'not-applied', permission: call.permission });
  }
  const text =
    `AWS does not accept the credentials (${providerCode}): check the access key, the secret and the session token, ` +
    'or the profile that holds them';
  return failure(call, 'unauthenticated', text, { ...details, outcome: 'not-applied' });
}

/** No answer, or one that is not the service's. */
function toTransportError(raw: RawError, call: FailedCall, cause: unknown): ProviderError {
  const code = typeof raw.code === 'string' ? raw.code : '';
  const text = toSafeText(readText(raw, code));
  if (connectFailureCodes.has(code) || /did not establish a connection/.test(text)) {
    const hint = code === 'ENOTFOUND' ? '; is the name of the region right?' : '';
    return failure(call, 'unavailable', `cannot connect: ${text}${hint}`, { outcome: 'not-applied', cause });
  }
  if (certificateFailurePattern.test(code)) {
    const hint = 'name the authority that signed it as the CA file of the connection';
    return failure(call, 'invalid', `the certificate is not trusted (${code}): ${hint}`, {
      outcome: 'not-applied',
      cause,
    });
  }
  const httpStatus = raw.$response?.statusCode;
  if (httpStatus !== undefined && httpStatus >= 300) return toForeignError(raw, httpStatus, call, cause);
  if (httpStatus !== undefined) {
    return failure(call, 'unavailable', 'the reply is malformed or was cut off', {
      outcome: 'unknown',
      cause,
      malformed: true,
    });
  }
  return failure(call, 'unavailable', text, { outcome: 'unknown', cause });
}

/** A proxy or load balancer in between answers in its own words. */
function toForeignError(raw: RawError, httpStatus: number, call: FailedCall, cause: unknown): ProviderError {
  const retryAfterMs = readRetryAfterMs(raw);
  const text = `HTTP ${httpStatus} from something that is not AWS: check the endpoint`;
  return failure(call, toForeignMeaning(httpStatus), text, {
    outcome: httpStatus >= 500 ? 'unknown' : 'not-applied',
    cause,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

/** Where a name has several addresses Node tries them all, and tells of each only in the parts of its error. */
function readText(raw: RawError, code: string): string {
  if (raw.message) return raw.message;
  const parts = Array.isArray(raw.errors) ? raw.errors.filter((part) => part instanceof Error) : [];
  return parts.map(({ message }) => message).join('; ') || code;
}

/** A status that a proxy chose says less than the service's own: 404 is not that a resource is gone. */
function toForeignMeaning(httpStatus: number): ProviderErrorCode {
  if (httpStatus === 429) return 'rate_limited';
  if (httpStatus >= 500) return 'unavailable';
  return httpStatus === 401 || httpStatus === 403 || httpStatus === 407 ? 'forbidden' : 'unsupported';
}

function failure(
  call: FailedCall,
  code: ProviderErrorCode,
  text: string,
  details: Omit<ProviderErrorDetails, 'code'>,
): ProviderError {
  return new ProviderError(`${call.action} in ${call.region}: ${text}`, { ...details, code });
}

/** Milliseconds from `x-amz-retry-after` (milliseconds) or `Retry-After` (seconds or a date), or null. */
function readRetryAfterMs(raw: RawError): number | null {
  const headers = raw.$response?.headers ?? {};
  const milliseconds = headers['x-amz-retry-after'];
  if (milliseconds !== undefined && /^\d+$/.test(milliseconds)) return Number(milliseconds);
  const value = headers['retry-after'];
  if (value === undefined) return null;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const untilMs = Date.parse(value);
  const nowMs = Date.parse(headers['date'] ?? '') || Date.now();
  return Number.isNaN(untilMs) ? null : Math.max(0, untilMs - nowMs);
}

/** `... is not authorized to perform: ec2:RunInstances on resource ...` */
function readPermission(message: string | undefined): string | null {
  return /not authorized to perform:? ([a-z0-9-]+:[A-Za-z]+)/.exec(message ?? '')?.[1] ?? null;
}
