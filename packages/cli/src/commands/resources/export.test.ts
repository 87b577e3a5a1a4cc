import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { temporaryFolder } from '@tradewind/test-kit';
import { parse as parseYaml } from 'yaml';
import { describe, expect, it } from 'vitest';
import { main } from '../../main.ts';
import { fakeLoaders, FakeProblem, type Answers } from '../../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../../test-support/fake-terminal.ts';
import {
  neverScanned,
  partialCoverage,
  sampleResource,
  sampleScan,
  sampleSummary,
} from '../../test-support/sample-answers.ts';

const resources = [sampleResource(), sampleResource({ uid: 'aws/1/global/s3/b', resource_id: 'b', name: '=1+1' })];

const answers: Answers = {
  readSummary: () => sampleSummary(),
  readScan: () => sampleScan(),
  listResources: ({ query }) => {
    const start = Number(query.get('cursor') ?? 0);
    return {
      resources: resources.slice(start, start + 1),
      total: 2,
      next_cursor: start + 1 < resources.length ? String(start + 1) : null,
    };
  },
};

async function exportTo(folder: string, argv: string[], given: Answers = answers) {
  const terminal = fakeTerminal({ folder });
  const loaders = fakeLoaders(given);
  const code = await main(['resources', 'export', ...argv], loaders, terminal);
  return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text, calls: loaders.calls };
}

describe('resources export', () => {
  it.each([
    ['json', (text: string): unknown => JSON.parse(text)],
    ['yaml', (text: string): unknown => parseYaml(text)],
    ['yml', (text: string): unknown => parseYaml(text)],
  ])('writes the documented inventory as .%s', async (suffix, parse) => {
    using folder = temporaryFolder();
    const file = `cloud_inventory.${suffix}`;
    const { code, stdout, stderr } = await exportTo(folder.path, [file]);
    expect(parse(readFileSync(join(folder.path, file), 'utf8'))).toEqual({
      generated_at: '2026-11-20T08:00:00.000Z',
      scan: sampleScan(),
      summary: sampleSummary(),
      resources,
    });
    expect(stdout).toBe('');
    expect(stderr).toBe(`Wrote 2 resources to ${file}.\n`);
    expect(code).toBe(0);
    expect(readdirSync(folder.path)).toEqual([file]);
  });

  it.each([
    ['csv', 3],
    ['md', 4],
  ])('writes the resources alone as .%s', async (suffix, lines) => {
    using folder = temporaryFolder();
    await exportTo(folder.path, [`all.${suffix}`]);
    const text = readFileSync(join(folder.path, `all.${suffix}`), 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(lines);
    expect(text).not.toMatch(/[,"]=1\+1/);
  });

  it('writes to standard output for -, as JSON unless told otherwise', async () => {
    expect(JSON.parse((await exportTo('/nowhere', ['-'])).stdout)).toMatchObject({ resources });
    expect((await exportTo('/nowhere', ['-', '-o', 'csv'])).stdout).toMatch(/^uid,provider,/);
  });

  it('takes selectors behind the file', async () => {
    const { calls } = await exportTo('/nowhere', ['-', 'aws/us-*', '--types', 'ec2']);
    expect(calls.filter((call) => !call.startsWith('readScan'))).toEqual([
      'readSummary?selector=aws%2Fus-*&type=ec2',
      'listResources?selector=aws%2Fus-*&type=ec2&limit=1000',
      'listResources?selector=aws%2Fus-*&type=ec2&limit=1000&cursor=1',
    ]);
  });

  it('replaces the old file as a whole, keeps its mode, and follows a link to it', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'real.json');
    writeFileSync(file, 'old');
    chmodSync(file, 0o600);
    symlinkSync(file, join(folder.path, 'link.json'));
    expect((await exportTo(folder.path, ['link.json'])).code).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ resources });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder.path).toSorted()).toEqual(['link.json', 'real.json']);
  });

  it('leaves the old file and nothing else when it fails half-way', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'all.json'), 'old');
    const failing: Answers = {
      ...answers,
      listResources: (request) => {
        if (request.query.get('cursor') !== null) throw new FakeProblem('internal', 'The database is gone.');
        return answers.listResources?.(request) ?? { resources: [], total: 0, next_cursor: null };
      },
    };
    expect((await exportTo(folder.path, ['all.json'], failing)).code).toBe(1);
    expect(readFileSync(join(folder.path, 'all.json'), 'utf8')).toBe('old');
    expect(readdirSync(folder.path)).toEqual(['all.json']);
  });

  it('leaves nothing when it is interrupted', async () => {
    using folder = temporaryFolder();
    const terminal = fakeTerminal({ folder: folder.path });
    const loaders = fakeLoaders({
      ...answers,
      readScan: () => {
        terminal.interrupt();
        return sampleScan();
      },
    });
    expect(await main(['resources', 'export', 'all.json'], loaders, terminal)).toBe(130);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each([
    ['a folder that is missing', 'missing/all.json', /missing\/all\.json cannot be written: there is no such folder/],
    ['a folder', 'folder.json', /folder\.json is a folder, so it cannot be replaced/],
    ['a socket', 'socket.json', /socket\.json is no regular file/],
    ['a file as a folder', 'file.json/all.json', /cannot be written: part of the path is no folder/],
  ])('refuses %s before it asks for anything', async (_, file, message) => {
    using folder = temporaryFolder();
    mkdirSync(join(folder.path, 'folder.json'));
    writeFileSync(join(folder.path, 'file.json'), '');
    const server = createServer().listen(join(folder.path, 'socket.json'));
    await once(server, 'listening');
    const { code, stderr, calls } = await exportTo(folder.path, [file, '-o', 'json']);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
    expect(calls).toEqual([]);
    expect(statSync(join(folder.path, 'socket.json')).isSocket()).toBe(true);
    server.close();
  });

  it.each([
    [['all.txt'], /does not say which format/],
    [['all.json', '-o', 'csv'], /says json, but --output says csv/],
    [['-', '-o', 'table'], /A table is for reading/],
    [[], /missing required argument 'file'/],
  ])('exits 2 for %j', async (argv, message) => {
    const { code, stderr } = await exportTo('/nowhere', argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });

  it('exits 3 when the inventory is incomplete, and 1 when there is none', async () => {
    const partial = { ...answers, readSummary: () => sampleSummary({ coverage: partialCoverage }) };
    expect((await exportTo('/nowhere', ['-'], partial)).code).toBe(3);
    using folder = temporaryFolder();
    const none = { ...answers, readSummary: () => sampleSummary({ coverage: neverScanned }) };
    expect((await exportTo(folder.path, ['all.json'], none)).code).toBe(1);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('says at the end of Markdown that the inventory is incomplete', async () => {
    const partial = { ...answers, readSummary: () => sampleSummary({ coverage: partialCoverage }) };
    using folder = temporaryFolder();
    await exportTo(folder.path, ['all.md'], partial);
    const written = readFileSync(join(folder.path, 'all.md'), 'utf8');
    expect(written).toMatch(/\|\n\n> \*\*Note:\*\* This inventory is incomplete: .+\n$/);
  });

  it('says when another scan ended meanwhile', async () => {
    let reads = 0;
    const moving: Answers = { ...answers, readScan: () => sampleScan({ id: `scan-${(reads += 1)}` }) };
    expect((await exportTo('/nowhere', ['-'], moving)).stderr).toContain('Another scan ended meanwhile');
  });
});
