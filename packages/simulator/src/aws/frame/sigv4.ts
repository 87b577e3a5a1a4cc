import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalPath, canonicalQuery } from './canonical-request.ts';

/** What a request says of its signature, in the Authorization header or in the query of a presigned URL. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** Eight digits, for example 20261120. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  readonly presigned: boolean;
}

/** The parts of a request that a signature covers. */
export interface SignedParts {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQuery: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  /** `x-amz-date`, for example 20150830T123600Z. */
  readonly timestamp: string;
  readonly payloadHash: string;
}

const authorizationPattern =
  /^AWS4-HMAC-SHA256\s+Credential=([^/\s,]+)\/(\d{8})\/([^/\s,]+)\/([^/\s,]+)\/aws4_request\s*,\s*SignedHeaders=([^\s,]+)\s*,\s*Signature=([0-9a-f]{64})$/;

export function parseAuthorization(header: string): SignatureClaim | null {
  const match = authorizationPattern.exec(header.trim());
  if (match === null) return null;
  const [, accessKeyId = '', date = '', region = '', service = '', signedHeaders = '', signature = ''] = match;
  return { accessKeyId, date, region, service, signedHeaders: signedHeaders.split(';'), signature, presigned: false };
}

export function parsePresignedQuery(query: URLSearchParams): SignatureClaim | null {
  const [accessKeyId, date, region, service, terminator] = (query.get('X-Amz-Credential') ?? '').split('/');
  const signature = query.get('X-Amz-Signature');
  if (query.get('X-Amz-Algorithm') !== 'AWS4-HMAC-SHA256' || terminator !== 'aws4_request' || signature === null) {
    return null;
  }
  if (!accessKeyId || !date || !region || !service) return null;
  const signedHeaders = (query.get('X-Amz-SignedHeaders') ?? '').split(';');
  return { accessKeyId, date, region, service, signedHeaders, signature, presigned: true };
}

/** The signature that the request must have; docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request. */
export function computeSignature(claim: SignatureClaim, parts: SignedParts, secretAccessKey: string): string {
  const scope = `${claim.date}/${claim.region}/${claim.service}/aws4_request`;
  const canonicalHash = createHash('sha256').update(canonicalRequest(claim, parts)).digest('hex');
  const stringToSign = `AWS4-HMAC-SHA256\n${parts.timestamp}\n${scope}\n${canonicalHash}`;
  return hmac(signingKey(secretAccessKey, claim), stringToSign).toString('hex');
}

export function signatureHolds(claim: SignatureClaim, parts: SignedParts, secretAccessKey: string): boolean {
  const expected = Buffer.from(computeSignature(claim, parts, secretAccessKey));
  const given = Buffer.from(claim.signature);
  return expected.length === given.length && timingSafeEqual(expected, given);
}

export function canonicalRequest(claim: SignatureClaim, parts: SignedParts): string {
  const headerLines = claim.signedHeaders.map((name) => {
    const values = (parts.headers.get(name) ?? []).map((value) => value.trim().replaceAll(/ +/g, ' '));
    return `${name}:${values.join(',')}\n`;
  });
  return [
    parts.method,
    canonicalPath(parts.rawPath, claim.service),
    canonicalQuery(parts.rawQuery),
    headerLines.join(''),
    claim.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');
}

/** Milliseconds of `20150830T123600Z`; NaN when it is none. */
export function parseAmzDate(timestamp: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(timestamp);
  if (match === null) return Number.NaN;
  const [, year, month, day, hour, minute, second] = match;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

const signingKeys = new Map<string, Buffer>();
const maxSigningKeys = 1000;

/** Keys change once a day, so that four of the five hashes of a call are saved. */
function signingKey(secretAccessKey: string, { date, region, service }: SignatureClaim): Buffer {
  const cacheKey = `${secretAccessKey}/${date}/${region}/${service}`;
  const cached = signingKeys.get(cacheKey);
  if (cached !== undefined) return cached;
  const key = [date, region, service, 'aws4_request'].reduce<Buffer>(
    (previous, part) => hmac(previous, part),
    Buffer.from(`AWS4${secretAccessKey}`),
  );
  if (signingKeys.size >= maxSigningKeys) signingKeys.clear();
  signingKeys.set(cacheKey, key);
  return key;
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
