import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { portNames, providerIds } from '@tradewind/core';
import { describe, expect, test } from 'vitest';
import { connectProvider, providerDescriptions } from './registry.ts';

const settings = {
  name: 'aws',
  provider: 'aws',
  profile: null,
  roleToAssume: null,
  externalId: null,
  endpoint: 'http://127.0.0.1:1',
  caFile: null,
} as const;

test('every provider folder is registered, and nothing else', () => {
  const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && (providerIds as readonly string[]).includes(entry.name))
    .map((entry) => entry.name);
  expect(providerDescriptions.map(({ id }) => id).toSorted()).toEqual(folders.toSorted());
});

test('a provider without an adapter is unsupported, and those that have one are named', async () => {
  await expect(connectProvider({ ...settings, provider: 'gcp' })).rejects.toMatchObject({
    code: 'unsupported',
    message: expect.stringContaining('there are: aws') as string,
  });
});

describe.each(providerDescriptions)('$id', (description) => {
  test('describes each of its types once, as its own', () => {
    const ids = description.resourceTypes.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(description.resourceTypes.every(({ provider }) => provider === description.id)).toBe(true);
    expect(description.knownRegions).toEqual([...new Set(description.knownRegions)].toSorted());
  });

  test('has a port if and only if its capability does not say why not', async () => {
    const provider = await connectProvider({ ...settings, provider: description.id });
    expect(provider.description).toBe(description);
    for (const port of portNames) expect(provider[port] !== null).toBe(description.capabilities[port].supported);
    provider.close();
  });
});

describe('what is loaded', () => {
  /** The packages of SDKs that a fresh process has loaded after this code. */
  function loadedSdks(code: string): string[] {
    const script = `
      import { createRequire } from 'node:module';
      import { connectProvider, providerDescriptions } from ${JSON.stringify(join(import.meta.dirname, 'index.ts'))};
      const settings = ${JSON.stringify(settings)};
      const context = { signal: new AbortController().signal, logger: { debug() {}, warn() {} }, counters: {} };
      ${code}
      const files = Object.keys(createRequire(import.meta.url).cache ?? {});
      const packages = files.map((file) => /node_modules\\/(@aws-sdk\\/client-[^/]+|@opentelemetry\\/[^/]+)/.exec(file)?.[1]);
      console.log(JSON.stringify([...new Set(packages)].filter(Boolean).toSorted()));
    `;
    const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], AWS_ACCESS_KEY_ID: 'none', AWS_SECRET_ACCESS_KEY: 'none' },
    });
    return JSON.parse(output) as string[];
  }

  test('is no SDK for descriptions and for connecting', () => {
    expect(loadedSdks('await connectProvider(settings); void providerDescriptions;')).toEqual([]);
  });

  test('is only what the asked type needs', () => {
    const discover = `
      const provider = await connectProvider(settings);
      try {
        for await (const page of provider.discovery.discover({ region: 'us-east-1', resourceType: 'ec2' }, context)) void page;
      } catch {}
    `;
    expect(loadedSdks(discover)).toEqual(['@aws-sdk/client-ec2', '@aws-sdk/client-sts']);
  });
});
