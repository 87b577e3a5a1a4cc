import type { ResourceDiffDto } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import { main } from '../../main.ts';
import { fakeLoaders } from '../../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../../test-support/fake-terminal.ts';
import { sampleResource } from '../../test-support/sample-answers.ts';

const { uid, provider, resource_type, resource_id, region, name } = sampleResource();
const reference = { uid, provider, resource_type, resource_id, region, name };

const diff: ResourceDiffDto = {
  from: '2026-11-19T08:00:00.000Z',
  to: '2026-11-20T08:00:00.000Z',
  added: [
    { ...reference, resource_id: 'i-new', confirmed: true },
    { ...reference, resource_id: 'i-unread', confirmed: false },
  ],
  removed: [],
  changed: [
    {
      ...reference,
      changes: [
        { field: 'status', before: 'running', after: 'stopped' },
        { field: 'tags', before: { a: '1' } },
      ],
    },
  ],
  unconfirmed: [{ ...reference, resource_id: 'i-maybe' }],
};

async function run(argv: string[], answer = diff) {
  const terminal = fakeTerminal();
  const loaders = fakeLoaders({ diffResources: () => answer });
  const code = await main(['resources', 'diff', ...argv], loaders, terminal);
  return { code, stdout: terminal.stdout.text, calls: loaders.calls };
}

describe('resources diff', () => {
  it('shows what came, went, changed and cannot be told, and exits 3 for the latter', async () => {
    const { code, stdout } = await run([]);
    expect(stdout).toMatchInlineSnapshot(`
      "From 2026-11-19T08:00:00.000Z to 2026-11-20T08:00:00.000Z
      2 added, 0 removed, 1 changed, 1 unconfirmed

      Added
      TYPE  ID     NAME   REGION
      EC2   i-new  web-1  us-east-1

      Added, or not read before
      TYPE  ID        NAME   REGION
      EC2   i-unread  web-1  us-east-1

      Changed
      TYPE  ID      NAME   REGION     FIELD   BEFORE     AFTER
      EC2   i-0abc  web-1  us-east-1  status  running    stopped
                                      tags    {"a":"1"}  none

      Unconfirmed: not found, but not everything was read
      TYPE  ID       NAME   REGION
      EC2   i-maybe  web-1  us-east-1
      "
    `);
    expect(code).toBe(3);
  });

  it('exits 0 when everything could be told', async () => {
    expect((await run([], { ...diff, unconfirmed: [] })).code).toBe(0);
  });

  it('passes on what to compare', async () => {
    const { calls } = await run(['--from', 'scan-1', '--to', '2026-11-20T08:00:00Z', 'aws', '--types', 'ec2']);
    expect(calls).toEqual(['diffResources?selector=aws&type=ec2&from=scan-1&to=2026-11-20T08%3A00%3A00Z']);
  });

  it('writes a row for each change as CSV, and the answer as JSON', async () => {
    const lines = (await run(['-o', 'csv'])).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(6);
    expect(lines[4]).toBe(`changed,true,${uid},AWS,EC2,i-0abc,us-east-1,web-1,status,running,stopped`);
    expect(JSON.parse((await run(['-o', 'json'])).stdout)).toEqual(diff);
  });
});
