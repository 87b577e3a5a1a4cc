import { parse as parseYaml } from 'yaml';
import { describe, expect, it } from 'vitest';
import { main } from '../../main.ts';
import { fakeLoaders, type Answers } from '../../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../../test-support/fake-terminal.ts';
import {
  completeCoverage,
  neverScanned,
  partialCoverage,
  sampleResource,
  sampleSummary,
} from '../../test-support/sample-answers.ts';

const resources = Array.from({ length: 5 }, (_, index) =>
  sampleResource({ uid: `aws/1/us-east-1/ec2/i-${index}`, resource_id: `i-${index}`, tags: { ['__proto__']: 'a\nb' } }),
);

/** Pages of two. */
const paged: Answers = {
  readSummary: () => sampleSummary(),
  listResources: ({ query }) => {
    const start = Number(query.get('cursor') ?? 0);
    const end = start + Math.min(2, Number(query.get('limit')));
    return {
      resources: resources.slice(start, end),
      total: resources.length,
      next_cursor: end < resources.length ? String(end) : null,
    };
  },
};

async function run(argv: string[], answers: Answers = paged, columns?: number) {
  const terminal = fakeTerminal(columns === undefined ? {} : { columns });
  const loaders = fakeLoaders(answers);
  const code = await main(['resources', 'list', ...argv], loaders, terminal);
  return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text, calls: loaders.calls };
}

describe('resources list', () => {
  it('passes every condition on to the API', async () => {
    const argv = [
      'aws/us-*',
      '--types',
      'ec2',
      '--status',
      'running,stopped',
      '--tag',
      'a=b,c',
      '--tag',
      '!d',
      '--providers',
      'aws',
    ];
    const { calls } = await run([...argv, '--at', '2026-11-20T09:00+01:00']);
    const query = new URLSearchParams(calls.at(-1)?.replace('listResources', ''));
    query.delete('cursor');
    expect([...query]).toEqual([
      ['selector', 'aws/us-*'],
      ['provider', 'aws'],
      ['type', 'ec2'],
      ['status', 'running'],
      ['status', 'stopped'],
      ['tag', 'a=b,c'],
      ['tag', '!d'],
      ['at', '2026-11-20T08:00:00.000Z'],
      ['limit', '1000'],
    ]);
  });

  it.each([
    ['json', (text: string): unknown => JSON.parse(text)],
    ['yaml', (text: string): unknown => parseYaml(text)],
  ])('writes all pages as one document in the shape of the API: %s', async (format, parse) => {
    const { code, stdout, stderr } = await run(['-o', format]);
    expect(parse(stdout)).toEqual({ resources, total: 5, next_cursor: null });
    expect(stderr).toBe('5 resources.\n');
    expect(code).toBe(0);
  });

  it.each(['json', 'yaml'])('writes an empty list as %s', async (format) => {
    const { stdout } = await run(['-o', format], {
      ...paged,
      listResources: () => ({ resources: [], total: 0, next_cursor: null }),
    });
    expect(parseYaml(stdout)).toEqual({ resources: [], total: 0, next_cursor: null });
  });

  it.each(['csv', 'md', 'table'])('writes one header for all pages: %s', async (format) => {
    const { stdout } = await run(['-o', format]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(format === 'md' ? 7 : 6);
    expect(lines.filter((line) => line.includes('i-3'))).toHaveLength(1);
  });

  it('reads no more than --limit and says how many there are', async () => {
    const { stdout, stderr, calls } = await run(['--limit', '3', '-o', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ total: 5, next_cursor: '3' });
    expect((JSON.parse(stdout) as { resources: unknown[] }).resources).toHaveLength(3);
    expect(stderr).toBe('3 of 5 resources.\n');
    expect(calls.at(-1)).toContain('limit=1');
  });

  it('shows a table that fits the terminal', async () => {
    const { stdout } = await run(
      [],
      { ...paged, listResources: () => ({ resources: [wide], total: 1, next_cursor: null }) },
      80,
    );
    for (const line of stdout.split('\n'))
      expect(line.length).toBeLessThanOrEqual(80 + '\u001b[1m\u001b[22m'.length * 5);
    expect(stdout).toContain('i-0abc');
  });

  it('breaks no line outside a terminal, however long an id of a later page is', async () => {
    const long = `bucket-${'x'.repeat(200)}`;
    const grown = [...resources.slice(0, 3), sampleResource({ resource_id: long, name: 'a name of a few words' })];
    const { stdout } = await run([], {
      ...paged,
      listResources: ({ query }) => ({
        resources: query.get('cursor') === null ? grown.slice(0, 2) : grown.slice(2),
        total: grown.length,
        next_cursor: query.get('cursor') === null ? '2' : null,
      }),
    });
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1 + grown.length);
    expect(lines.at(-1)).toContain(`${long}  a name of a few words`);
  });

  it('says that the inventory is incomplete and exits 3', async () => {
    const { code, stderr } = await run([], {
      ...paged,
      readSummary: () => sampleSummary({ coverage: partialCoverage }),
    });
    expect(code).toBe(3);
    expect(stderr).toContain(
      'This inventory is incomplete: the last scan of 1 unit did not complete, and 4 resources could not be confirmed.',
    );
    expect(stderr).toContain('`tradewind scans get scan-1`');
  });

  it('names what was never scanned', async () => {
    const coverage = { ...completeCoverage, complete: false, never_scanned: ['s3'] };
    const { code, stderr } = await run([], { ...paged, readSummary: () => sampleSummary({ coverage }) });
    expect(code).toBe(3);
    expect(stderr).toContain('Nothing of s3 was ever scanned; run `tradewind discover`.');
    expect(stderr).not.toContain('did not complete');
  });

  it('sends the user to discover when nothing has been scanned', async () => {
    const { code, stdout, stderr } = await run([], {
      ...paged,
      readSummary: () => sampleSummary({ coverage: neverScanned }),
    });
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Run `tradewind discover` first.');
  });
});

const wide = sampleResource({
  name: 'a name of many words that goes on and on and does not fit into any column of this size',
});
