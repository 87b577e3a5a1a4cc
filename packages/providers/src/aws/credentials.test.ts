import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { ConnectionSettings } from '@tradewind/core';
import { temporaryFolder } from '@tradewind/test-kit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { VirtualClock } from '../call-policy/test-support/virtual-clock.ts';
import { createCredentials, type AwsCredentials } from './credentials.ts';
import { queryError, startScriptedServer, type ScriptedAnswer } from './test-support/scripted-server.ts';
import { toSettings } from './test-support/settings.ts';

let home: ReturnType<typeof temporaryFolder>;

/** A machine with nothing configured, off any cloud. */
beforeEach(() => {
  home = temporaryFolder();
  vi.stubEnv('HOME', home.path);
  for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) vi.stubEnv(name, undefined);
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterEach(() => {
  vi.unstubAllEnvs();
  home[Symbol.dispose]();
});

function writeShared(file: 'config' | 'credentials', text: string): void {
  mkdirSync(join(home.path, '.aws'), { recursive: true });
  writeFileSync(join(home.path, '.aws', file), text);
}

function find(changes: Partial<ConnectionSettings> = {}, clock = new VirtualClock()): AwsCredentials {
  return createCredentials(toSettings(changes.endpoint ?? null, changes), {
    requestHandler: new NodeHttpHandler(),
    clock,
  });
}

describe('where they are found', () => {
  test('in the environment', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect(await find()()).toMatchObject({ accessKeyId: 'AKIA', secretAccessKey: 'secret' });
  });

  test("in the connection's profile, before the environment", async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    writeShared('credentials', '[production]\naws_access_key_id = PROD\naws_secret_access_key = prod-secret\n');
    const warn = vi.spyOn(console, 'warn');
    expect(await find({ profile: 'production' })()).toMatchObject({ accessKeyId: 'PROD' });
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  test('once, however many calls ask', async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    const credentials = find();
    const [first, second] = await Promise.all([credentials(), credentials()]);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'OTHER');
    expect(second).toBe(first);
    expect(await credentials()).toBe(first);
  });
});

describe('when there are none, it says what to do', () => {
  test.each<[string, () => Partial<ConnectionSettings>, RegExp]>([
    [
      'nothing configured',
      () => ({}),
      /no AWS credentials found .*AWS_ACCESS_KEY_ID.*AWS_PROFILE.*aws sso login.*role/,
    ],
    [
      'a profile that does not exist',
      () => {
        writeShared('config', '[profile other]\nregion = us-east-1\n');
        return { profile: 'production' };
      },
      /the AWS profile production was not found/,
    ],
    [
      'AWS_PROFILE with the name of none',
      () => {
        vi.stubEnv('AWS_PROFILE', 'nope');
        return {};
      },
      /the AWS profile nope, which AWS_PROFILE names, was not found/,
    ],
    [
      'a profile without credentials',
      () => {
        writeShared('config', '[profile bare]\nregion = us-east-1\n');
        vi.stubEnv('AWS_PROFILE', 'bare');
        return {};
      },
      /the AWS profile bare, which AWS_PROFILE names, has no credentials/,
    ],
    [
      'an SSO session that has ended',
      () => {
        writeShared(
          'config',
          '[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Reader\n' +
            '[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n',
        );
        const cache = join(home.path, '.aws/sso/cache');
        mkdirSync(cache, { recursive: true });
        const token = { accessToken: 'old', expiresAt: '2020-01-01T00:00:00Z', region: 'us-east-1' };
        writeFileSync(join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`), JSON.stringify(token));
        return { profile: 'sso' };
      },
      /the AWS SSO session has ended: run `aws sso login --profile sso`/,
    ],
    [
      'no SSO session yet',
      () => {
        writeShared(
          'config',
          '[profile sso]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Reader\n' +
            '[sso-session corp]\nsso_region = us-east-1\nsso_start_url = https://corp.awsapps.com/start\n',
        );
        return { profile: 'sso' };
      },
      /run `aws sso login --profile sso`/,
    ],
    [
      'a command that fails',
      () => {
        writeShared('config', '[profile tool]\ncredential_process = /nowhere/get-credentials\n');
        return { profile: 'tool' };
      },
      /cannot obtain AWS credentials/,
    ],
    [
      'a web identity whose token is not there',
      () => {
        vi.stubEnv('AWS_WEB_IDENTITY_TOKEN_FILE', '/nowhere/token');
        vi.stubEnv('AWS_ROLE_ARN', 'arn:aws:iam::123456789012:role/pod');
        return {};
      },
      /cannot obtain AWS credentials: .*\/nowhere\/token/,
    ],
  ])('%s', async (_name, arrange, message) => {
    const credentials = find(arrange());
    await expect(credentials()).rejects.toMatchObject({
      code: 'unauthenticated',
      outcome: 'not-applied',
      message: expect.stringMatching(message) as string,
    });
  });

  test('and looks again only after a while', async () => {
    const clock = new VirtualClock();
    const credentials = find({}, clock);
    const first = await credentials().catch((error: unknown) => error);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    expect(await credentials().catch((error: unknown) => error)).toBe(first);
    await clock.run(clock.sleep(10_000, new AbortController().signal));
    expect(await credentials()).toMatchObject({ accessKeyId: 'AKIA' });
  });
});

describe('a role to assume', () => {
  const role = 'arn:aws:iam::123456789012:role/reader';
  const assumed = (expiration: Date): ScriptedAnswer => ({
    body: `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
<AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>
<Expiration>${expiration.toISOString()}</Expiration></Credentials></AssumeRoleResult></AssumeRoleResponse>`,
  });

  beforeEach(() => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIA');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
    vi.stubEnv('AWS_REGION', 'eu-west-1');
  });

  test("is assumed at the connection's endpoint, with its external id, and kept until shortly before it ends", async () => {
    await using server = await startScriptedServer(assumed(new Date(Date.now() + 3_600_000)));
    const credentials = find({ endpoint: server.url, roleToAssume: role, externalId: 'ext' });
    expect(await credentials()).toMatchObject({ accessKeyId: 'ASIA', sessionToken: 't' });
    await credentials();
    expect(server.received).toHaveLength(1);
    const { body } = server.received[0]!;
    expect(Object.fromEntries(body)).toMatchObject({
      Action: 'AssumeRole',
      RoleArn: role,
      ExternalId: 'ext',
      RoleSessionName: 'tradewind',
    });
  });

  test('is assumed anew when it is about to end', async () => {
    await using server = await startScriptedServer(assumed(new Date(Date.now() + 60_000)));
    const credentials = find({ endpoint: server.url, roleToAssume: role });
    await credentials();
    await credentials();
    expect(server.received).toHaveLength(2);
  });

  test('that may not be assumed is named', async () => {
    const denied = queryError(
      403,
      'AccessDenied',
      `User: u is not authorized to perform: sts:AssumeRole on resource: ${role}`,
    );
    await using server = await startScriptedServer(denied);
    await expect(find({ endpoint: server.url, roleToAssume: role })()).rejects.toMatchObject({
      code: 'unauthenticated',
      providerCode: 'AccessDenied',
      message: expect.stringMatching(
        /cannot assume the role arn:aws:iam::123456789012:role\/reader: .*sts:AssumeRole/,
      ) as string,
    });
  });

  test('is worth another attempt when the service is down', async () => {
    await expect(find({ endpoint: 'http://127.0.0.1:1', roleToAssume: role })()).rejects.toMatchObject({
      code: 'unavailable',
    });
  });
});
