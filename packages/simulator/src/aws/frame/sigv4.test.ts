import { describe, expect, it } from 'vitest';
import { computeSignature, parseAmzDate, parseAuthorization, type SignedParts } from './sigv4.ts';

const emptyHash = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
const suiteKeys = { id: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const s3Keys = { id: 'AKIAIOSFODNN7EXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' };

interface Vector {
  readonly name: string;
  readonly keys: { readonly id: string; readonly secret: string };
  readonly service: string;
  readonly parts: Omit<SignedParts, 'headers'>;
  readonly headers: Readonly<Record<string, string>>;
  readonly signature: string;
}

const suite = { method: 'GET', rawPath: '/', rawQuery: '', timestamp: '20150830T123600Z', payloadHash: emptyHash };
const suiteHeaders = { host: 'example.amazonaws.com', 'x-amz-date': '20150830T123600Z' };
const s3Host = 'examplebucket.s3.amazonaws.com';
const s3 = { method: 'GET', rawPath: '/', rawQuery: '', timestamp: '20130524T000000Z', payloadHash: emptyHash };
const s3Headers = { host: s3Host, 'x-amz-content-sha256': emptyHash, 'x-amz-date': '20130524T000000Z' };

/** AWS's signature test suite, and the worked examples of its documentation of IAM and S3. */
const vectors: readonly Vector[] = [
  {
    name: 'get-vanilla',
    keys: suiteKeys,
    service: 'service',
    parts: suite,
    headers: suiteHeaders,
    signature: '5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31',
  },
  {
    name: 'get-vanilla-query-order-key-case',
    keys: suiteKeys,
    service: 'service',
    parts: { ...suite, rawQuery: 'Param2=value2&Param1=value1' },
    headers: suiteHeaders,
    signature: 'b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500',
  },
  {
    name: 'post-vanilla',
    keys: suiteKeys,
    service: 'service',
    parts: { ...suite, method: 'POST' },
    headers: suiteHeaders,
    signature: '5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b',
  },
  {
    name: 'the ListUsers example of IAM',
    keys: suiteKeys,
    service: 'iam',
    parts: { ...suite, rawQuery: 'Action=ListUsers&Version=2010-05-08' },
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      host: 'iam.amazonaws.com',
      'x-amz-date': '20150830T123600Z',
    },
    signature: '5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
  },
  {
    name: 'the GetObject example of S3',
    keys: s3Keys,
    service: 's3',
    parts: { ...s3, rawPath: '/test.txt' },
    headers: { ...s3Headers, range: 'bytes=0-9' },
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  },
  {
    name: 'the PutObject example of S3',
    keys: s3Keys,
    service: 's3',
    parts: {
      ...s3,
      method: 'PUT',
      rawPath: '/test$file.text',
      payloadHash: '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    },
    headers: {
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      host: s3Host,
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
      'x-amz-date': '20130524T000000Z',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
    },
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  },
  {
    name: 'the GetBucketLifecycle example of S3',
    keys: s3Keys,
    service: 's3',
    parts: { ...s3, rawQuery: 'lifecycle' },
    headers: s3Headers,
    signature: 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
  },
  {
    name: 'the ListObjects example of S3',
    keys: s3Keys,
    service: 's3',
    parts: { ...s3, rawQuery: 'max-keys=2&prefix=J' },
    headers: s3Headers,
    signature: '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7',
  },
  {
    name: 'the presigned URL example of S3',
    keys: s3Keys,
    service: 's3',
    parts: {
      ...s3,
      rawPath: '/test.txt',
      rawQuery:
        'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request' +
        '&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=of-itself-not-signed',
      payloadHash: 'UNSIGNED-PAYLOAD',
    },
    headers: { host: s3Host },
    signature: 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  },
];

describe('computeSignature', () => {
  it.each(vectors)('gives the published signature of $name', ({ keys, service, parts, headers, signature }) => {
    const date = parts.timestamp.slice(0, 8);
    const signedHeaders = Object.keys(headers).sort();
    const claim = {
      accessKeyId: keys.id,
      date,
      region: 'us-east-1',
      service,
      signedHeaders,
      signature: '',
      presigned: false,
    };
    const headerMap = new Map(Object.entries(headers).map(([name, value]) => [name, [value]]));
    expect(computeSignature(claim, { ...parts, headers: headerMap }, keys.secret)).toBe(signature);
  });

  it('takes spaces around and within header values together', () => {
    const claim = {
      accessKeyId: 'a',
      date: '20150830',
      region: 'r',
      service: 's',
      signedHeaders: ['host', 'my-header'],
      signature: '',
      presigned: false,
    };
    const signatureOf = (value: string): string =>
      computeSignature(
        claim,
        {
          ...suite,
          headers: new Map([
            ['host', ['h']],
            ['my-header', [value]],
          ]),
        },
        'secret',
      );
    expect(signatureOf('  a   b ')).toBe(signatureOf('a b'));
    expect(signatureOf('a b')).not.toBe(signatureOf('ab'));
  });
});

describe('parseAuthorization', () => {
  const signature = 'a'.repeat(64);

  it.each([', ', ','])('reads the parts, separated by %j', (separator) => {
    const header = [
      'AWS4-HMAC-SHA256 Credential=AK/20261120/eu-west-1/ec2/aws4_request',
      'SignedHeaders=host;x-amz-date',
      `Signature=${signature}`,
    ].join(separator);
    expect(parseAuthorization(header)).toMatchObject({
      accessKeyId: 'AK',
      date: '20261120',
      region: 'eu-west-1',
      service: 'ec2',
      signedHeaders: ['host', 'x-amz-date'],
      signature,
    });
  });

  it.each(['', 'Bearer token', 'AWS AK:signature', 'AWS4-HMAC-SHA256 Credential=AK/20261120/eu-west-1/ec2'])(
    'does not take %j for a signature',
    (header) => expect(parseAuthorization(header)).toBeNull(),
  );
});

describe('parseAmzDate', () => {
  it('reads a time', () => expect(parseAmzDate('20150830T123600Z')).toBe(Date.UTC(2015, 7, 30, 12, 36)));
  it.each(['', '2015-08-30', '20151330T123600Z'])('is not a number for %j', (text) =>
    expect(parseAmzDate(text)).toBeNaN(),
  );
});
