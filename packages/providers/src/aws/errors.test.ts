import { ProviderError } from '@tradewind/core';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toProviderError } from './errors.ts';
import { newSession, readVolumes, withRetries } from './test-support/one-call.ts';
import { describeVolumes, ec2Error, startScriptedServer, type ScriptedAnswer } from './test-support/scripted-server.ts';
import { toSettings } from './test-support/settings.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLEEXAMPLE00');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'a-secret-that-must-not-show');
  vi.stubEnv('AWS_SESSION_TOKEN', 'a-token-that-must-not-show');
});
afterEach(() => vi.unstubAllEnvs());

/** What a call throws that is answered like this. */
async function failWith(answer: ScriptedAnswer, region?: string): Promise<ProviderError> {
  await using server = await startScriptedServer(answer);
  return await failAt(server.url, region);
}

async function failAt(endpoint: string, region?: string): Promise<ProviderError> {
  const session = newSession(toSettings(endpoint));
  try {
    await readVolumes(session, region);
  } catch (error) {
    if (error instanceof ProviderError) return error;
    throw error;
  } finally {
    session.close();
  }
  throw new Error('the call did not fail');
}

describe('answers of the service', () => {
  test.each([
    [503, 'RequestLimitExceeded', 'rate_limited', 'not-applied'],
    [400, 'Throttling', 'rate_limited', 'not-applied'],
    [429, 'TooManyRequestsException', 'rate_limited', 'not-applied'],
    [503, 'SlowDown', 'rate_limited', 'not-applied'],
    [403, 'UnauthorizedOperation', 'forbidden', 'not-applied'],
    [403, 'AccessDenied', 'forbidden', 'not-applied'],
    [401, 'OptInRequired', 'forbidden', 'not-applied'],
    [401, 'AuthFailure', 'unauthenticated', 'not-applied'],
    [400, 'RequestExpired', 'unauthenticated', 'not-applied'],
    [403, 'ExpiredToken', 'unauthenticated', 'not-applied'],
    [403, 'SignatureDoesNotMatch', 'unauthenticated', 'not-applied'],
    [400, 'InvalidInstanceID.NotFound', 'not_found', 'not-applied'],
    [400, 'InvalidVolume.NotFound', 'not_found', 'not-applied'],
    [404, 'DBInstanceNotFound', 'not_found', 'not-applied'],
    [400, 'LoadBalancerNotFound', 'not_found', 'not-applied'],
    [404, 'NoSuchBucket', 'not_found', 'not-applied'],
    [400, 'InvalidInstanceID.Malformed', 'invalid', 'not-applied'],
    [400, 'InvalidParameterValue', 'invalid', 'not-applied'],
    [400, 'TagLimitExceeded', 'invalid', 'not-applied'],
    [400, 'IncorrectInstanceState', 'conflict', 'not-applied'],
    [400, 'IdempotentParameterMismatch', 'conflict', 'not-applied'],
    [400, 'OperationNotPermitted', 'conflict', 'not-applied'],
    [400, 'InvalidDBInstanceState', 'conflict', 'not-applied'],
    [409, 'BucketAlreadyExists', 'already_exists', 'not-applied'],
    [400, 'InvalidKeyPair.Duplicate', 'already_exists', 'not-applied'],
    [400, 'VcpuLimitExceeded', 'quota', 'not-applied'],
    [400, 'InstanceLimitExceeded', 'quota', 'not-applied'],
    [500, 'InsufficientInstanceCapacity', 'no_capacity', 'not-applied'],
    [400, 'UnsupportedOperation', 'unsupported', 'not-applied'],
    [400, 'InvalidAction', 'unsupported', 'not-applied'],
    [500, 'InternalError', 'unavailable', 'unknown'],
    [503, 'Unavailable', 'unavailable', 'unknown'],
    [502, 'SomethingNew', 'unavailable', 'unknown'],
    [400, 'SomethingNew', 'invalid', 'not-applied'],
  ] as const)('%i %s is %s, %s', async (status, providerCode, code, outcome) => {
    const error = await failWith(ec2Error(status, providerCode));
    expect(error).toMatchObject({ code, outcome, providerCode, malformed: false });
    expect(error.message).toContain('ec2:DescribeVolumes in eu-central-1');
    expect(error.message).toContain(providerCode);
    expect(error.cause).toBeInstanceOf(Error);
  });

  test.each([
    [{ 'retry-after': '7' }, 7_000],
    [{ 'retry-after': 'Fri, 20 Nov 2026 10:00:30 GMT', date: 'Fri, 20 Nov 2026 10:00:00 GMT' }, 30_000],
    [{ 'x-amz-retry-after': '1500', 'retry-after': '7' }, 1_500],
    [{ 'retry-after': 'soon' }, null],
  ])('%o asks to wait %s ms', async (headers, retryAfterMs) => {
    const error = await failWith(ec2Error(503, 'RequestLimitExceeded', 'Request limit exceeded.', headers));
    expect(error).toMatchObject({ code: 'rate_limited', retryAfterMs });
  });

  test('a missing permission is named: by the message where it tells, else by the operation', async () => {
    expect(await failWith(ec2Error(403, 'UnauthorizedOperation'))).toMatchObject({ permission: 'ec2:DescribeVolumes' });
    const message =
      'User: arn:aws:iam::123456789012:user/ana is not authorized to perform: iam:PassRole on resource: r';
    expect(await failWith(ec2Error(403, 'AccessDenied', message))).toMatchObject({
      permission: 'iam:PassRole',
      message: expect.stringContaining('iam:PassRole') as string,
    });
  });
});

describe('replies that are not the whole answer', () => {
  const whole = describeVolumes('vol-1', 'vol-2');
  const half = whole.body!.slice(0, whole.body!.length / 2);
  test.each<[string, ScriptedAnswer]>([
    ['cut off with the connection', { ...whole, cutAfter: 150 }],
    ['cut off with a length that fits', { ...whole, body: half }],
    ['empty', { ...whole, body: '' }],
    ['not well formed', { ...whole, body: whole.body!.replace('</item>', '</wrong>') }],
    ['another document', { body: '<html><body>Welcome to the hotel</body></html>' }],
    ['not XML at all', { body: 'Welcome to the hotel' }],
  ])('%s: unavailable, malformed', async (_name, answer) => {
    expect(await failWith(answer)).toMatchObject({ code: 'unavailable', outcome: 'unknown', malformed: true });
  });

  test('an empty list is no malformed reply', async () => {
    await using server = await startScriptedServer(describeVolumes());
    const session = newSession(toSettings(server.url));
    expect(await readVolumes(session)).toEqual([]);
    session.close();
  });
});

describe('what is not AWS', () => {
  describe.each(['<html><hr>nginx</body></html>', '<html>nginx</html>', 'Not here', ''])('a page %j', (body) => {
    test.each([
      [503, 'unavailable', 'unknown'],
      [429, 'rate_limited', 'not-applied'],
      [403, 'forbidden', 'not-applied'],
      [404, 'unsupported', 'not-applied'],
    ] as const)('with status %i is %s', async (status, code, outcome) => {
      const error = await failWith({ status, body, headers: { 'retry-after': '3' } });
      expect(error).toMatchObject({
        code,
        outcome,
        retryAfterMs: 3_000,
        providerCode: null,
        permission: null,
        message: expect.stringContaining('something that is not AWS') as string,
      });
    });
  });

  test('nobody there: unavailable, and surely nothing happened', async () => {
    expect(await failAt('http://127.0.0.1:1')).toMatchObject({ code: 'unavailable', outcome: 'not-applied' });
  });

  test('nobody there at any address of the name: says which were tried', () => {
    const refused = ['::1:4000', '127.0.0.1:4000'].map((address) => new Error(`connect ECONNREFUSED ${address}`));
    const thrown = Object.assign(new AggregateError(refused), { code: 'ECONNREFUSED' });
    const error = toProviderError(thrown, { action: 'ec2:X', region: 'r', permission: 'ec2:X', regionHint: null });
    expect(error.message).toBe(
      'ec2:X in r: cannot connect: connect ECONNREFUSED ::1:4000; connect ECONNREFUSED 127.0.0.1:4000',
    );
  });

  test('no such name: says so', async () => {
    const error = await failAt('http://nowhere.invalid');
    expect(error).toMatchObject({
      code: 'unavailable',
      outcome: 'not-applied',
      message: expect.stringContaining('name of the region') as string,
    });
  });

  test('a connection that breaks before the answer: the outcome is unknown', async () => {
    expect(await failWith({ cutAfter: 0 })).toMatchObject({ code: 'unavailable', outcome: 'unknown' });
  });
});

describe('secrets', () => {
  const canonical =
    'The request signature we calculated does not match the signature you provided. The Canonical String for this ' +
    'request should have been POST / x-amz-security-token:a-token-that-must-not-show AWS4-HMAC-SHA256 0123abcd';
  test.each([
    ['a wrong signature', ec2Error(403, 'SignatureDoesNotMatch', canonical)],
    [
      'a refusal',
      ec2Error(403, 'UnauthorizedOperation', `no. Encoded authorization failure message: ${'x'.repeat(900)}`),
    ],
    [
      'an address',
      ec2Error(400, 'InvalidParameterValue', 'see https://h/?X-Amz-Signature=a-secret-that-must-not-show&amp;x=1'),
    ],
    ['a key', ec2Error(400, 'InvalidParameterValue', 'the key AKIDEXAMPLEEXAMPLE00 AKIAABCDEFGHIJKLMNOP is bad')],
  ])('never show: %s', async (_name, answer) => {
    const error = await failWith(answer);
    for (let shown: unknown = error; shown instanceof Error; shown = shown.cause) {
      const everything = `${shown.message} ${shown.stack} ${JSON.stringify(shown)}`;
      expect(everything).not.toMatch(/must-not-show|xxxxxxxx|ABCDEFGHIJKLMNOP|Canonical String/);
      expect(shown.message.length).toBeLessThan(700);
    }
  });
});

test('a clock that is wrong is corrected by the next attempt', async () => {
  const serverTime = new Date(Date.now() + 3_600_000);
  const skewed = ec2Error(400, 'RequestTimeTooSkewed', 'too skewed', { date: serverTime.toUTCString() });
  await using server = await startScriptedServer(skewed, describeVolumes('vol-1'));
  const session = newSession(toSettings(server.url), withRetries());
  expect(await readVolumes(session)).toHaveLength(1);
  session.close();
  const signedAt = server.received.map(({ headers }) => String(headers['x-amz-date']));
  const toTime = (date: string): number =>
    Date.parse(date.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));
  expect(Math.round((toTime(signedAt[1]!) - toTime(signedAt[0]!)) / 60_000)).toBe(60);
});

test('a refusal in a region that must be enabled says so, when the credentials work elsewhere', async () => {
  await using server = await startScriptedServer(ec2Error(401, 'AuthFailure'));
  const session = newSession(toSettings(server.url));
  await expect(readVolumes(session, 'af-south-1')).rejects.toMatchObject({ code: 'unauthenticated' });
  session.noteCredentialsWork();
  await expect(readVolumes(session, 'af-south-1')).rejects.toMatchObject({
    code: 'forbidden',
    message: expect.stringContaining('aws account enable-region --region-name af-south-1') as string,
  });
  await expect(readVolumes(session, 'eu-west-1')).rejects.toMatchObject({ code: 'unauthenticated' });
  session.close();
});

test('a ProviderError stays what it is, and anything thrown becomes one', () => {
  const call = { action: 'ec2:X', region: 'r', permission: 'ec2:X', regionHint: null };
  const error = new ProviderError('x', { code: 'conflict', outcome: 'not-applied' });
  expect(toProviderError(error, call)).toBe(error);
  expect(toProviderError('a string', call)).toMatchObject({ code: 'unavailable', outcome: 'unknown' });
  expect(toProviderError(undefined, call)).toBeInstanceOf(ProviderError);
});
