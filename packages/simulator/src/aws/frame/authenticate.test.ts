import { describe, expect, it } from 'vitest';
import { createTestCloud, toTestAnswer, type CallOptions, type TestAnswer } from '../../testing/test-cloud.ts';
import { signedRequest, testStartMs } from '../../testing/test-cloud.ts';
import { awsServices } from '../services.ts';
import { createAwsRequest } from './aws-request.ts';
import { createCallHandler } from './handle-call.ts';

const ec2Body = 'Action=DescribeRegions&Version=2016-11-15';
const stsBody = 'Action=GetCallerIdentity&Version=2011-06-15';

function call(options: CallOptions): TestAnswer {
  const result = createTestCloud().handle(options);
  if (!('answer' in result)) throw new Error(result.outcome);
  return toTestAnswer(result.answer.status, String(result.answer.body));
}

describe('what EC2 and the query services answer', () => {
  const cases: readonly [string, CallOptions, { ec2: [number, string]; sts: [number, string] }][] = [
    ['an unknown access key', { accessKeyId: 'AKIANOBODY' }, { ec2: [401, 'AuthFailure'], sts: [403, 'InvalidClientTokenId'] }],
    ['a wrong secret', { secretAccessKey: 'wrong' }, { ec2: [401, 'AuthFailure'], sts: [403, 'SignatureDoesNotMatch'] }],
    ['a clock 16 minutes late', { skewMs: -16 * 60_000 }, { ec2: [400, 'RequestExpired'], sts: [403, 'SignatureDoesNotMatch'] }],
    ['a clock 16 minutes early', { skewMs: 16 * 60_000 }, { ec2: [400, 'RequestExpired'], sts: [403, 'SignatureDoesNotMatch'] }],
    ['a token that was never issued', { sessionToken: 'made up' }, { ec2: [401, 'AuthFailure'], sts: [403, 'InvalidClientTokenId'] }],
    [
      'a payload hash that is not the payload\'s',
      { headers: { 'x-amz-content-sha256': 'f'.repeat(64) } },
      { ec2: [401, 'AuthFailure'], sts: [403, 'SignatureDoesNotMatch'] },
    ],
    ['a region that does not exist', { region: 'xx-nowhere-1' }, { ec2: [401, 'AuthFailure'], sts: [403, 'InvalidClientTokenId'] }],
  ];
  it.each(cases)('%s', (_, options, expected) => {
    const ec2 = call({ service: 'ec2', body: ec2Body, ...options });
    expect([ec2.status, ...ec2.texts('Code')]).toEqual(expected.ec2);
    const sts = call({ service: 'sts', body: stsBody, ...options });
    expect([sts.status, ...sts.texts('Code')]).toEqual(expected.sts);
  });

  it('takes a clock that is 14 minutes wrong', () => {
    expect(call({ service: 'ec2', body: ec2Body, skewMs: -14 * 60_000 }).status).toBe(200);
    expect(call({ service: 'ec2', body: ec2Body, skewMs: 14 * 60_000 }).status).toBe(200);
  });

  it('takes nothing that was changed after it was signed', () => {
    const { world } = createTestCloud();
    const signed = signedRequest({ service: 'ec2', body: ec2Body }, testStartMs);
    const changed = createAwsRequest({ method: 'POST', target: '/?x=y', headers: signed.headers, body: signed.body, bodySha256: signed.bodySha256 });
    const handler = createCallHandler(world, awsServices);
    expect(handler.handle(signed)).toMatchObject({ answer: { status: 200 } });
    expect(handler.handle(changed)).toMatchObject({ answer: { status: 401 } });
  });

  it.each([
    ['Action=DescribeRegions&Version=2016-11-15', 'MissingAuthenticationToken'],
    ['Action=GetCallerIdentity&Version=2011-06-15', 'MissingAuthenticationToken'],
  ])('%s unsigned', (body, code) => {
    const { world } = createTestCloud();
    const request = createAwsRequest({ method: 'POST', target: '/', headers: new Map(), body: Buffer.from(body), bodySha256: '' });
    const result = createCallHandler(world, awsServices).handle(request);
    expect(result).toMatchObject({ outcome: 'answered', answer: { status: 403, body: expect.stringContaining(`<Code>${code}</Code>`) as string } });
  });
});
