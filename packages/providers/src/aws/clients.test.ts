import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { findCommand, temporaryFolder } from '@tradewind/test-kit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newSession, readVolumes } from './test-support/one-call.ts';
import { describeVolumes, startScriptedServer } from './test-support/scripted-server.ts';
import { toSettings } from './test-support/settings.ts';

beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
});
afterEach(() => vi.unstubAllEnvs());

test('the region is signed, and every region goes to the endpoint of the connection', async () => {
  await using server = await startScriptedServer(describeVolumes('vol-1'));
  const session = newSession(toSettings(server.url));
  await readVolumes(session, 'eu-west-1');
  await readVolumes(session, 'us-west-2');
  session.close();
  const scopes = server.received.map(
    ({ headers }) => /Credential=[^/]+\/\d+\/([^,]+)\/aws4_request/.exec(headers.authorization ?? '')?.[1],
  );
  expect(scopes).toEqual(['eu-west-1/ec2', 'us-west-2/ec2']);
});

test('without an endpoint of the connection, AWS_ENDPOINT_URL counts', async () => {
  await using server = await startScriptedServer(describeVolumes('vol-1'));
  vi.stubEnv('AWS_ENDPOINT_URL', server.url);
  const session = newSession(toSettings(null));
  expect(await readVolumes(session)).toHaveLength(1);
  session.close();
});

test('the SDK repeats nothing by itself', async () => {
  await using server = await startScriptedServer({
    status: 503,
    body: '<Response><Errors><Error><Code>Unavailable</Code></Error></Errors></Response>',
  });
  const session = newSession(toSettings(server.url));
  await expect(readVolumes(session)).rejects.toMatchObject({ code: 'unavailable' });
  session.close();
  expect(server.received).toHaveLength(1);
});

test('a CA file that cannot be read is named, at the first call', async () => {
  const session = newSession(toSettings('https://127.0.0.1:1', { caFile: '/nowhere/ca.pem' }));
  await expect(readVolumes(session)).rejects.toMatchObject({
    code: 'invalid',
    message: 'cannot read the CA file /nowhere/ca.pem',
  });
  session.close();
});

const openssl = findCommand('openssl');

test.skipIf(openssl === null)('a CA file is trusted besides the usual authorities (needs openssl)', async () => {
  using folder = temporaryFolder();
  const [key, certificate] = ['key.pem', 'certificate.pem'].map((name) => join(folder.path, name)) as [string, string];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync(openssl!, ['req', '-x509', ...curve, ...subject, '-days', '2', '-keyout', key, '-out', certificate], {
    stdio: 'ignore',
  });
  const { body, headers } = describeVolumes('vol-1');
  const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (_request, response) => {
    response.writeHead(200, headers).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const trusting = newSession(toSettings(url, { caFile: certificate }));
  expect(await readVolumes(trusting)).toHaveLength(1);
  trusting.close();

  const suspicious = newSession(toSettings(url));
  await expect(readVolumes(suspicious)).rejects.toMatchObject({
    code: 'invalid',
    outcome: 'not-applied',
    message: expect.stringContaining('CA file') as string,
  });
  suspicious.close();
  server.closeAllConnections();
  server.close();
});
