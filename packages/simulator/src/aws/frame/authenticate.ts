import type { FrameFailure } from './aws-error.ts';
import type { AwsRequest } from './aws-request.ts';
import type { Credential, CredentialStore } from './credentials.ts';
import { parseAmzDate, parseAuthorization, parsePresignedQuery, signatureHolds, type SignatureClaim } from './sigv4.ts';

export type Authentication =
  | { readonly ok: true; readonly caller: Credential }
  | { readonly ok: false; readonly failure: FrameFailure; readonly detail: string | null };

const maxSkewMs = 15 * 60_000;

/** What the request claims, not yet checked; null when it is not signed at all or not in a known form. */
export function readClaim(request: AwsRequest): SignatureClaim | null {
  const authorization = request.header('authorization');
  if (authorization !== null) return parseAuthorization(authorization);
  return request.rawQuery.includes('X-Amz-Credential=') ? parsePresignedQuery(request.query()) : null;
}

/** Checks date, keys, payload hash and signature, in the order in which AWS lets them fail. */
export function authenticate(
  request: AwsRequest,
  claim: SignatureClaim,
  context: { readonly credentials: CredentialStore; readonly wallNowMs: number },
): Authentication {
  const { wallNowMs } = context;
  const credential = context.credentials.find(claim.accessKeyId);
  if (credential === null) return failed('unknown_access_key');
  const timestamp = timestampOf(request, claim);
  const signedAtMs = parseAmzDate(timestamp);
  if (Number.isNaN(signedAtMs) || !timestamp.startsWith(claim.date)) {
    return failed('malformed_authentication', 'x-amz-date is missing, invalid, or of another day than the scope');
  }
  const validMs = claim.presigned ? Number(request.query().get('X-Amz-Expires') ?? 0) * 1000 : maxSkewMs;
  if (wallNowMs - signedAtMs > validMs || signedAtMs - wallNowMs > maxSkewMs) {
    return failed('clock_skew', `signed at ${timestamp}, server time ${new Date(wallNowMs).toISOString()}`);
  }
  const sessionToken = claim.presigned
    ? request.query().get('X-Amz-Security-Token')
    : request.header('x-amz-security-token');
  if (sessionToken !== credential.sessionToken) return failed('invalid_session_token');
  const payloadHash = payloadHashOf(request, claim);
  if (payloadHash === null) return failed('payload_mismatch');
  const { method, rawPath, rawQuery, headers } = request;
  const parts = { method, rawPath, rawQuery, headers, timestamp, payloadHash };
  if (!claim.signedHeaders.includes('host') || !signatureHolds(claim, parts, credential.secretAccessKey)) {
    return failed('wrong_signature');
  }
  const { expiresAtMs } = credential;
  if (expiresAtMs !== null && expiresAtMs <= wallNowMs) return failed('expired_credentials');
  return { ok: true, caller: credential };
}

function failed(failure: FrameFailure, detail: string | null = null): Authentication {
  return { ok: false, failure, detail };
}

function timestampOf(request: AwsRequest, claim: SignatureClaim): string {
  if (claim.presigned) return request.query().get('X-Amz-Date') ?? '';
  const amzDate = request.header('x-amz-date');
  if (amzDate !== null) return amzDate;
  const dateMs = Date.parse(request.header('date') ?? '');
  return Number.isNaN(dateMs) ? '' : new Date(dateMs).toISOString().replaceAll(/[-:]|\.\d{3}/g, '');
}

/** The payload hash that the signature covers; null when the body does not have it. Only S3 takes unsigned payloads. */
function payloadHashOf(request: AwsRequest, claim: SignatureClaim): string | null {
  const declared = request.header('x-amz-content-sha256');
  if (claim.service === 's3') {
    if (declared === null) return claim.presigned ? 'UNSIGNED-PAYLOAD' : request.bodySha256;
    if (declared === 'UNSIGNED-PAYLOAD' || declared.startsWith('STREAMING-')) return declared;
  }
  return declared === null || declared === request.bodySha256 ? request.bodySha256 : null;
}
