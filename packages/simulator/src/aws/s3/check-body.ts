import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsRequest } from '../frame/aws-request.ts';

const hashed =
  (algorithm: string) =>
  (body: Buffer): string =>
    createHash(algorithm).update(body).digest('base64');

/** The checksums that are calculated here. Others (CRC32C, CRC64NVME, trailers of chunked bodies) are taken as said. */
const checksums: Readonly<Record<string, (body: Buffer) => string>> = {
  'x-amz-checksum-crc32': (body) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return sum.toString('base64');
  },
  'x-amz-checksum-sha1': hashed('sha1'),
  'x-amz-checksum-sha256': hashed('sha256'),
};

/** Refuses a body that is not what its headers say. */
export function checkBody(request: AwsRequest): void {
  const md5 = request.header('content-md5');
  if (md5 !== null && Buffer.from(md5, 'base64').length !== 16) {
    throw new AwsError('InvalidDigest', 'The Content-MD5 you specified was invalid.', {
      details: { 'Content-MD5': md5 },
    });
  }
  if (md5 !== null && hashed('md5')(request.body) !== md5) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  for (const [header, calculate] of Object.entries(checksums)) {
    const declared = request.header(header);
    if (declared !== null && declared !== calculate(request.body)) {
      const name = header.slice('x-amz-checksum-'.length).toUpperCase();
      throw new AwsError('BadDigest', `The ${name} you specified did not match the calculated checksum.`);
    }
  }
}

/** Changes of a bucket's settings must come with a checksum of some kind. */
export function requireChecksum(request: AwsRequest): void {
  const isGiven = Array.from(request.headers.keys()).some(
    (name) => name === 'content-md5' || name === 'x-amz-trailer' || name.startsWith('x-amz-checksum-'),
  );
  if (isGiven) return;
  throw new AwsError('InvalidRequest', 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
}
