import type { AwsRequest } from '../frame/aws-request.ts';

/** What a request is about, by its address. */
export interface S3Target {
  /** Null for the service itself. */
  readonly bucket: string | null;
  /** Null for the bucket itself. */
  readonly key: string | null;
  /** Whether the bucket's name stood in the host rather than in the path. */
  readonly virtualHosted: boolean;
}

/** `bucket.s3.us-west-2.amazonaws.com`, and `bucket.localhost` for programs that insist on the bucket in the host. */
const virtualHost =
  /^(?<bucket>[a-z0-9][a-z0-9.-]*[a-z0-9])\.(?:s3[.-](?:[a-z0-9-]+\.)?amazonaws\.com|localhost)(?::\d+)?$/;

export function readTarget(request: AwsRequest): S3Target {
  const path = request.rawPath.slice(1);
  const hosted = virtualHost.exec(request.header('host') ?? '')?.groups?.['bucket'];
  if (hosted !== undefined) return { bucket: hosted, key: path === '' ? null : decode(path), virtualHosted: true };
  const slashAt = path.indexOf('/');
  const bucket = decode(slashAt < 0 ? path : path.slice(0, slashAt));
  const key = slashAt < 0 ? '' : decode(path.slice(slashAt + 1));
  return { bucket: bucket === '' ? null : bucket, key: key === '' ? null : key, virtualHosted: false };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
