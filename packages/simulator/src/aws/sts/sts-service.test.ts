import { describe, expect, it } from 'vitest';
import {
  createTestCloud,
  toTestAnswer,
  type CallOptions,
  type TestAnswer,
  type TestCloud,
} from '../../test-support/test-cloud.ts';

function sts(cloud: TestCloud, parameters: Record<string, string>, options: CallOptions = {}): TestAnswer {
  const body = new URLSearchParams({ Version: '2011-06-15', ...parameters }).toString();
  const result = cloud.handle({ service: 'sts', body, ...options });
  if (!('answer' in result)) throw new Error(result.outcome);
  return toTestAnswer(result.answer.status, String(result.answer.body));
}

const role = { Action: 'AssumeRole', RoleArn: 'arn:aws:iam::123456789012:role/reader', RoleSessionName: 'scan' };

function assume(
  cloud: TestCloud,
  parameters: Record<string, string> = {},
): Required<Pick<CallOptions, 'accessKeyId' | 'secretAccessKey' | 'sessionToken'>> {
  const answer = sts(cloud, { ...role, ...parameters });
  const [accessKeyId = ''] = answer.texts('AccessKeyId');
  const [secretAccessKey = ''] = answer.texts('SecretAccessKey');
  const [sessionToken = ''] = answer.texts('SessionToken');
  return { accessKeyId, secretAccessKey, sessionToken };
}

describe('STS', () => {
  it('says who calls', () => {
    const answer = sts(createTestCloud(), { Action: 'GetCallerIdentity' });
    expect(answer.texts('Account')).toEqual(['123456789012']);
    expect(answer.texts('Arn')).toEqual(['arn:aws:iam::123456789012:user/simulator']);
  });

  it('issues credentials of a role that work until they expire', () => {
    const cloud = createTestCloud();
    const session = assume(cloud, { DurationSeconds: '900' });
    const identity = sts(cloud, { Action: 'GetCallerIdentity' }, session);
    expect(identity.texts('Arn')).toEqual(['arn:aws:sts::123456789012:assumed-role/reader/scan']);
    cloud.passMs(900_000);
    const late = sts(cloud, { Action: 'GetCallerIdentity' }, session);
    expect([late.status, ...late.texts('Code')]).toEqual([403, 'ExpiredToken']);
    const ec2 = cloud.handle({ service: 'ec2', body: 'Action=DescribeRegions&Version=2016-11-15', ...session });
    expect(ec2).toMatchObject({ answer: { status: 400, body: expect.stringContaining('RequestExpired') as string } });
  });

  it('wants the session token with the credentials of a role', () => {
    const cloud = createTestCloud();
    const { sessionToken: _, ...withoutToken } = assume(cloud);
    expect(sts(cloud, { Action: 'GetCallerIdentity' }, withoutToken).texts('Code')).toEqual(['InvalidClientTokenId']);
  });

  it.each([[{ RoleArn: 'reader' }], [{ RoleSessionName: '' }], [{ DurationSeconds: '10' }]])(
    'refuses %j',
    (parameters) => {
      const answer = sts(createTestCloud(), { ...role, ...(parameters as Record<string, string>) });
      expect([answer.status, ...answer.texts('Code')]).toEqual([400, 'ValidationError']);
    },
  );

  it('knows no other action', () => {
    expect(sts(createTestCloud(), { Action: 'GetFederationToken' }).texts('Code')).toEqual(['InvalidAction']);
  });
});
