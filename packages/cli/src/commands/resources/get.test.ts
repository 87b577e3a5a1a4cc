import type { ResourceDetailDto } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import { main } from '../../main.ts';
import { FakeProblem, fakeLoaders, type Answers } from '../../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../../test-support/fake-terminal.ts';
import { sampleResource } from '../../test-support/sample-answers.ts';

const resource = sampleResource({ attributes: { machine_type: 'm5.large', volume_ids: ['vol-1'] } });
const detail: ResourceDetailDto = {
  resource,
  history: [
    {
      valid_from: '2026-11-01T00:00:00.000Z',
      valid_to: '2026-11-19T00:00:00.000Z',
      scan_id: 'scan-0',
      name: 'web-1',
      status: 'stopped',
      provider_status: 'stopped',
      tags: {},
      attributes: {},
    },
  ],
};

const answers: Answers = {
  readResource: ({ params }) => {
    if (params['uid'] !== resource.uid) throw new FakeProblem('not_found', 'No such resource.');
    return detail;
  },
  listResources: ({ query }) => {
    const uidsOf: Record<string, string[]> = { 'i-0abc': [resource.uid], twice: ['a', 'b'] };
    const resources = (uidsOf[query.get('resource_id') ?? ''] ?? []).map((uid) => sampleResource({ uid }));
    return { resources, total: resources.length, next_cursor: null };
  },
};

async function get(argv: string[], given: Answers = answers) {
  const terminal = fakeTerminal();
  const code = await main(['resources', 'get', ...argv], fakeLoaders(given), terminal);
  return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
}

describe('resources get', () => {
  it.each([resource.uid, resource.resource_id])('finds it by %s', async (id) => {
    const { code, stdout } = await get([id, '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual(detail);
    expect(code).toBe(0);
  });

  it('shows facts, tags, attributes and history', async () => {
    const { stdout } = await get([resource.uid]);
    expect(stdout).toMatchInlineSnapshot(`
      "EC2 i-0abc
      Name             web-1
      Provider         AWS
      Account          123456789012
      Connection       aws
      Region           us-east-1
      Service          compute
      Status           running
      Provider status  running
      Created          2026-01-02T03:04:05.000Z
      First seen       2026-11-20T07:59:00.000Z
      Changed          2026-11-20T07:59:00.000Z
      Last confirmed   2026-11-20T07:59:00.000Z
      UID              aws/123456789012/us-east-1/ec2/i-0abc

      Tags
      Environment  production
      Owner        web

      Attributes
      machine_type  m5.large
      volume_ids    ["vol-1"]

      History
      FROM                      UNTIL                     STATUS   NAME   TAGS
      2026-11-01T00:00:00.000Z  2026-11-19T00:00:00.000Z  stopped  web-1
      "
    `);
  });

  it('shows the history of one that is gone', async () => {
    const { stdout } = await get([resource.uid], { readResource: () => ({ ...detail, resource: null }) });
    expect(stdout).toContain('It no longer exists: a scan found it gone at 2026-11-19T00:00:00.000Z.');
  });

  it('names the candidates when the id is not unique', async () => {
    const { code, stderr } = await get(['twice']);
    expect(code).toBe(2);
    expect(stderr).toContain('Name one by its uid: a, b');
  });

  it('says what to do when there is none', async () => {
    const { code, stderr } = await get(['i-none']);
    expect(code).toBe(1);
    expect(stderr).toContain('No scan has found a resource "i-none".');
  });
});
