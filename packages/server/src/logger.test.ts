import { describe, expect, it } from 'vitest';
import { createLogger } from './logger.ts';
import { openTestInventory } from './test-support/test-inventory.ts';

const secrets = {
  accessKey: 'AKIAIOSFODNN7EXAMPLE',
  secretKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  sessionToken: 'FwoGZXIvYXdzEBYaDH"quoted\\token"',
  bearer: 'dGhpcy1pcy1hLXRva2VuLXRoYXQtbXVzdC1ub3QtYXBwZWFy',
  signature: 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024',
  password: 'hunter2-and-more',
};

function logged(fields: object, message = 'message'): string {
  let text = '';
  createLogger({ level: 'debug', destination: { write: (line) => void (text += line) } }).error(fields, message);
  return text;
}

describe('the log', () => {
  it.each<[string, object]>([
    ['fields', { authorization: `Bearer ${secrets.bearer}`, token: secrets.bearer, password: secrets.password }],
    [
      "the SDK's credentials, at any depth",
      {
        a: {
          b: {
            c: {
              d: {
                credentials: {
                  accessKeyId: secrets.accessKey,
                  secretAccessKey: secrets.secretKey,
                  sessionToken: secrets.sessionToken,
                },
              },
            },
          },
        },
      },
    ],
    [
      'headers',
      {
        headers: {
          Authorization: `AWS4-HMAC-SHA256 Credential=${secrets.accessKey}/20261120/us-east-1/ec2/aws4_request, SignedHeaders=host, Signature=${secrets.signature}`,
          'X-Amz-Security-Token': secrets.sessionToken,
          cookie: secrets.bearer,
        },
      },
    ],
    [
      'text',
      { text: `called with Authorization: Bearer ${secrets.bearer} and aws_secret_access_key=${secrets.secretKey}` },
    ],
    [
      'lines of a text',
      {
        text: `\n${secrets.accessKey}\ntoken=${secrets.bearer}\nBearer ${secrets.bearer}\nSignature=${secrets.signature}`,
      },
    ],
    [
      'headers in a text',
      {
        text: `POST\n/\nhost:sts.amazonaws.com\nx-amz-security-token:${secrets.bearer}\nPassword: ${secrets.password}`,
      },
    ],
    [
      'a text with JSON in it',
      {
        body: JSON.stringify({
          SecretAccessKey: secrets.secretKey,
          SessionToken: secrets.sessionToken,
          AccessKeyId: secrets.accessKey,
        }),
      },
    ],
    [
      'an address',
      {
        url: `https://user:${secrets.password}@host/?X-Amz-Signature=${secrets.signature}&X-Amz-Security-Token=${secrets.bearer}`,
      },
    ],
    ['an error', { err: new Error(`refused: ${secrets.accessKey}`, { cause: new Error(`Bearer ${secrets.bearer}`) }) }],
    [
      'names in other spellings',
      { access_key_id: secrets.accessKey, 'secret-access-key': secrets.secretKey, EXTERNAL_ID: secrets.password },
    ],
  ])('shows no secret of %s', (_, fields) => {
    const line = logged(fields);
    for (const secret of Object.values(secrets)) {
      expect(line).not.toContain(secret);
    }
    // Nor the end of one that has quotes in it.
    expect(line).not.toContain('quoted');
    expect(line).toContain('[redacted]');
    expect(JSON.parse(line)).toMatchObject({ level: 'error', msg: 'message' });
  });

  it('shows no secret of a message', () => {
    expect(logged({}, `key ${secrets.accessKey}`)).toContain('key [redacted]');
  });

  it('leaves the rest alone', () => {
    const fields = {
      region: 'us-east-1',
      tokens: 5,
      token_count: '7',
      path: '/v1/resources',
      note: 'the token is in the file token',
      nested: { list: [1, 'a"b\\'] },
    };
    expect(JSON.parse(logged(fields))).toMatchObject(fields);
  });

  it('reads well at a terminal', () => {
    let text = '';
    const logger = createLogger({
      level: 'info',
      format: 'text',
      destination: { write: (line) => void (text += line) },
    });
    logger.warn({ err: new Error('no route'), region: 'us-east-1', token: secrets.bearer }, 'a call failed');
    logger.debug({}, 'not shown');
    expect(text).toBe('warning: a call failed err="no route" region="us-east-1" token="[redacted]"\n');
  });

  it('shows no token of a request', async () => {
    const lines: string[] = [];
    await using inventory = await openTestInventory({ log: (line) => lines.push(line) });
    const headers = { host: 'localhost', authorization: `Bearer ${inventory.token}` };
    await inventory.app.fetch(new Request('http://localhost/v1/resources', { headers }), {});
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toContain(inventory.token);
  });
});
