import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  createTestCloud,
  signedRequest,
  testStartMs,
  toTestAnswer,
  type CallOptions,
  type TestAnswer,
} from '../../test-support/test-cloud.ts';
import { awsServices } from '../services.ts';
import { createAwsRequest } from './aws-request.ts';
import { simulatorAccessKeyId, simulatorSecretAccessKey } from './credentials.ts';
import { createCallHandler } from './handle-call.ts';
import { computeSignature } from './sigv4.ts';

const ec2Body = 'Action=DescribeRegions&Version=2016-11-15';
const stsBody = 'Action=GetCallerIdentity&Version=2011-06-15';

function call(options: CallOptions): TestAnswer {
  const result = createTestCloud().handle(options);
  if (!('answer' in result)) throw new Error(result.outcome);
  return toTestAnswer(result.answer.status, String(result.answer.body));
}

/** Status and code of a call's error, whichever protocol it comes in. */
function refusalOf(options: CallOptions): string {
  const result = createTestCloud().handle(options);
  if (!('answer' in result)) throw new Error(result.outcome);
  const { status, headers, body } = result.answer;
  return `${status} ${headers['x-amzn-errortype'] ?? /<Code>(.*?)<\/Code>/.exec(String(body))?.[1]}`;
}

describe('what each protocol answers to', () => {
  const calls = {
    ec2: { service: 'ec2', body: ec2Body },
    query: { service: 'sts', body: stsBody },
    json: { service: 'eks', method: 'GET', path: '/clusters' },
    s3: { service: 's3', method: 'GET', path: '/' },
  } satisfies Record<string, CallOptions>;

  it.each<[string, CallOptions, Record<keyof typeof calls, string>]>([
    [
      'an unknown access key',
      { accessKeyId: 'AKIANOBODY' },
      {
        ec2: '401 AuthFailure',
        query: '403 InvalidClientTokenId',
        json: '403 UnrecognizedClientException',
        s3: '403 InvalidAccessKeyId',
      },
    ],
    [
      'a wrong secret',
      { secretAccessKey: 'wrong' },
      {
        ec2: '401 AuthFailure',
        query: '403 SignatureDoesNotMatch',
        json: '403 InvalidSignatureException',
        s3: '403 SignatureDoesNotMatch',
      },
    ],
    [
      'a clock 16 minutes late',
      { skewMs: -16 * 60_000 },
      {
        ec2: '400 RequestExpired',
        query: '403 SignatureDoesNotMatch',
        json: '403 InvalidSignatureException',
        s3: '403 RequestTimeTooSkewed',
      },
    ],
    [
      'a clock 16 minutes early',
      { skewMs: 16 * 60_000 },
      {
        ec2: '400 RequestExpired',
        query: '403 SignatureDoesNotMatch',
        json: '403 InvalidSignatureException',
        s3: '403 RequestTimeTooSkewed',
      },
    ],
    [
      'a token that was never issued',
      { sessionToken: 'made up' },
      {
        ec2: '401 AuthFailure',
        query: '403 InvalidClientTokenId',
        json: '403 UnrecognizedClientException',
        s3: '400 InvalidToken',
      },
    ],
    [
      "a payload hash that is not the payload's",
      { headers: { 'x-amz-content-sha256': 'f'.repeat(64) } },
      {
        ec2: '401 AuthFailure',
        query: '403 SignatureDoesNotMatch',
        json: '403 InvalidSignatureException',
        s3: '400 XAmzContentSHA256Mismatch',
      },
    ],
    [
      'a region that does not exist',
      { region: 'xx-nowhere-1' },
      {
        ec2: '401 AuthFailure',
        query: '403 InvalidClientTokenId',
        json: '403 UnrecognizedClientException',
        s3: '400 InvalidToken',
      },
    ],
  ])('%s', (_, options, expected) => {
    const entries = Object.entries(calls).map(([name, usual]) => [name, refusalOf({ ...usual, ...options })]);
    expect(Object.fromEntries(entries)).toEqual(expected);
  });

  it('a payload that S3 lets be unsigned, and others do not', () => {
    const headers = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
    expect(createTestCloud().handle({ ...calls.s3, headers })).toMatchObject({ answer: { status: 200 } });
    expect(refusalOf({ ...calls.query, headers })).toBe('403 SignatureDoesNotMatch');
  });
});

describe('a request', () => {
  it('may be signed by a clock that is 14 minutes wrong', () => {
    expect(call({ service: 'ec2', body: ec2Body, skewMs: -14 * 60_000 }).status).toBe(200);
    expect(call({ service: 'ec2', body: ec2Body, skewMs: 14 * 60_000 }).status).toBe(200);
  });

  it('is not taken when it was changed after it was signed', () => {
    const { world } = createTestCloud();
    const signed = signedRequest({ service: 'ec2', body: ec2Body }, testStartMs);
    const changed = createAwsRequest({
      method: 'POST',
      target: '/?x=y',
      headers: signed.headers,
      body: signed.body,
      bodySha256: signed.bodySha256,
    });
    const handler = createCallHandler(world, awsServices);
    expect(handler.handle(signed)).toMatchObject({ answer: { status: 200 } });
    expect(handler.handle(changed)).toMatchObject({ answer: { status: 401 } });
  });

  it.each([
    ['Action=DescribeRegions&Version=2016-11-15', 'MissingAuthenticationToken'],
    ['Action=GetCallerIdentity&Version=2011-06-15', 'MissingAuthenticationToken'],
  ])('is not taken unsigned: %s', (body, code) => {
    const { world } = createTestCloud();
    const request = createAwsRequest({
      method: 'POST',
      target: '/',
      headers: new Map(),
      body: Buffer.from(body),
      bodySha256: '',
    });
    const result = createCallHandler(world, awsServices).handle(request);
    expect(result).toMatchObject({
      outcome: 'answered',
      answer: { status: 403, body: expect.stringContaining(`<Code>${code}</Code>`) as string },
    });
  });
});

describe('a presigned URL', () => {
  const region = 'us-east-1';
  const headers = new Map([['host', ['127.0.0.1']]]);

  function presigned(query: Record<string, string>, tamper: (signature: string) => string = (same) => same): number {
    const claim = {
      accessKeyId: simulatorAccessKeyId,
      date: '20261120',
      region,
      service: 'ec2',
      signedHeaders: ['host'],
      signature: '',
      presigned: true,
    };
    const timestamp = '20261120T120000Z';
    const rawQuery = new URLSearchParams({
      Action: 'DescribeRegions',
      Version: '2016-11-15',
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
      'X-Amz-Credential': `${claim.accessKeyId}/${claim.date}/${region}/ec2/aws4_request`,
      'X-Amz-Date': timestamp,
      'X-Amz-Expires': '3600',
      'X-Amz-SignedHeaders': 'host',
      ...query,
    }).toString();
    const bodySha256 = createHash('sha256').digest('hex');
    const parts = { method: 'GET', rawPath: '/', rawQuery, headers, timestamp, payloadHash: bodySha256 };
    const signature = tamper(computeSignature(claim, parts, simulatorSecretAccessKey));
    const target = `/?${rawQuery}&X-Amz-Signature=${signature}`;
    const request = createAwsRequest({ method: 'GET', target, headers, body: Buffer.alloc(0), bodySha256 });
    const cloud = createTestCloud();
    cloud.passMs(3_000_000);
    const result = createCallHandler(cloud.world, awsServices).handle(request);
    return 'answer' in result ? result.answer.status : 0;
  }

  it('works until it expires', () => {
    expect(presigned({})).toBe(200);
    expect(presigned({ 'X-Amz-Expires': '2999' })).toBe(400);
  });

  it('does not work with another signature', () => {
    expect(presigned({}, (signature) => signature.replace(/./, (digit) => (digit === '0' ? '1' : '0')))).toBe(401);
  });
});
