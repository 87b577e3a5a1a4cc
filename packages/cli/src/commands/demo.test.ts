import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { temporaryFolder } from '@tradewind/test-kit';
import { parse as parseYaml } from 'yaml';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ControlPlaneOptions, Loaders } from '../loaders.ts';
import { main } from '../main.ts';
import { fakeFetch, fakeLoaders, type Answers } from '../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../test-support/fake-terminal.ts';
import { completeCoverage, sampleResource, sampleScan, sampleSummary } from '../test-support/sample-answers.ts';

const { ledger: _, ...row } = sampleScan();

const answers: Answers = {
  createScan: () => row,
  watchScan: () => [{ event: 'finished', scan: row }],
  readScan: () => sampleScan(),
  readSummary: () => sampleSummary(),
  listResources: () => ({ resources: [sampleResource()], total: 1, next_cursor: null }),
  readCostReport: () => ({
    total_findings: 0,
    untagged_resources: 0,
    stopped_instances: 0,
    recently_stopped_instances: 0,
    further_savings_at_most_usd: null,
    findings_not_listed: 0,
    potential_monthly_savings_usd: 0,
    findings_without_price: 0,
    recommendations: [],
    findings: [],
    coverage: completeCoverage,
  }),
  readComplianceReport: () => ({
    total_resources: 1,
    tagged_resources: 1,
    tagging_compliance_percent: 100,
    fully_compliant: 1,
    full_compliance_percent: 100,
    tags_unknown: 0,
    required_tags: ['Owner'],
    by_tag: { Owner: { missing: 0, invalid: 0 } },
    violations: [],
    violations_total: 0,
    coverage: completeCoverage,
  }),
  readUntagged: () => ({ total: 0, resources: [], coverage: completeCoverage }),
};

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Runs the demo; records what it leads the control plane to, and what of that is left at the end. */
async function runDemo(options: { folder: string; argv?: string[]; given?: Answers; loaders?: Partial<Loaders> }) {
  const terminal = fakeTerminal({ folder: options.folder });
  const seen = {
    stops: 0,
    closes: 0,
    opened: [] as ControlPlaneOptions[],
    configuration: null as unknown,
    variables: {},
  };
  const loaders = fakeLoaders(
    {},
    {
      startDemoSimulator: async () => ({
        url: 'http://127.0.0.1:4000',
        accessKeyId: 'AKIADEMO',
        secretAccessKey: 'secret',
        stop: async () => {
          seen.stops += 1;
        },
      }),
      openControlPlane: async (given) => {
        seen.opened.push(given);
        seen.configuration = parseYaml(readFileSync(given.configFile ?? '', 'utf8'));
        seen.variables = { ...process.env };
        return {
          fetch: fakeFetch(options.given ?? answers),
          close: async () => {
            seen.closes += 1;
          },
        };
      },
      ...options.loaders,
    },
  );
  const code = await main(['demo', ...(options.argv ?? [])], loaders, terminal);
  return { code, terminal, seen, stdout: terminal.stdout.text, stderr: terminal.stderr.text };
}

describe('demo', () => {
  it('scans the simulated estate with credentials and state of its own, and leaves only the inventory', async () => {
    using folder = temporaryFolder();
    vi.stubEnv('AWS_PROFILE', 'mine');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIAMINE');
    vi.stubEnv('AWS_SESSION_TOKEN', 'mine');
    vi.stubEnv('AWS_REGION', 'me-south-1');
    vi.stubEnv('AWS_DEFAULT_REGION', 'cn-north-1');
    vi.stubEnv('AWS_ENDPOINT_URL', 'http://127.0.0.1:1');
    vi.stubEnv('AWS_ENDPOINT_URL_EC2', 'http://127.0.0.1:1');
    const { code, seen, stdout } = await runDemo({ folder: folder.path });
    expect(code).toBe(0);
    expect(seen.configuration).toEqual({
      providers: { aws: { regions: ['us-east-1', 'us-west-2', 'eu-west-1'], endpoint: 'http://127.0.0.1:4000' } },
    });
    expect(seen.variables).toMatchObject({
      AWS_ACCESS_KEY_ID: 'AKIADEMO',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
    });
    expect(Object.keys(seen.variables).filter((name) => name.startsWith('AWS_ENDPOINT_URL'))).toEqual([]);
    expect(process.env['AWS_ENDPOINT_URL_EC2']).toBe('http://127.0.0.1:1');
    expect(seen.variables).not.toHaveProperty('AWS_PROFILE');
    expect(seen.variables).not.toHaveProperty('AWS_SESSION_TOKEN');
    expect(process.env['AWS_PROFILE']).toBe('mine');
    expect(process.env['AWS_ACCESS_KEY_ID']).toBe('AKIAMINE');
    expect([seen.stops, seen.closes]).toEqual([1, 1]);
    expect(existsSync(dirname(seen.opened[0]?.configFile ?? '/'))).toBe(false);
    expect(readdirSync(folder.path)).toEqual(['cloud_inventory.json']);
    expect(Object.keys(JSON.parse(readFileSync(join(folder.path, 'cloud_inventory.json'), 'utf8')) as object)).toEqual([
      'generated_at',
      'scan',
      'summary',
      'resources',
    ]);
    const titles = [
      'simulated AWS estate',
      'Resource summary',
      'Scan scan-1',
      'Cost optimisation',
      'Tag compliance',
      'Untagged: ',
      'Wrote',
    ];
    const places = titles.map((title) => stdout.indexOf(title));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  it('says so before it starts anything when the inventory cannot be written', async () => {
    const startDemoSimulator = vi.fn<Loaders['startDemoSimulator']>();
    const { code, stderr } = await runDemo({ folder: '/proc', loaders: { startDemoSimulator } });
    expect(code).toBe(1);
    expect(stderr).toContain('/proc/cloud_inventory.json cannot be written');
    expect(startDemoSimulator).not.toHaveBeenCalled();
  });

  it('keeps every earlier inventory beside the new one, and says where', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'cloud_inventory.json'), 'mine');
    writeFileSync(join(folder.path, 'cloud_inventory.json.bak'), 'older');
    const { code, stdout } = await runDemo({ folder: folder.path });
    expect(code).toBe(0);
    expect(stdout).toContain('The cloud_inventory.json that was there is now cloud_inventory.json.bak2.');
    const read = (name: string): string => readFileSync(join(folder.path, name), 'utf8');
    expect(read('cloud_inventory.json')).toContain('generated_at');
    expect(read('cloud_inventory.json.bak')).toBe('older');
    expect(read('cloud_inventory.json.bak2')).toBe('mine');
  });

  it('leaves an earlier inventory and stops the simulator when something fails', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'cloud_inventory.json'), 'earlier');
    const { code, seen } = await runDemo({ folder: folder.path, given: {} });
    expect(code).toBe(1);
    expect([seen.stops, seen.closes]).toEqual([1, 1]);
    expect(readdirSync(folder.path)).toEqual(['cloud_inventory.json']);
    expect(readFileSync(join(folder.path, 'cloud_inventory.json'), 'utf8')).toBe('earlier');
  });

  it.each([
    ['while the simulator starts', 'startDemoSimulator'],
    ['while it scans', 'watchScan'],
  ])('cleans up when interrupted %s', async (_name, when) => {
    using folder = temporaryFolder();
    const holder: { interrupt: () => void } = { interrupt: () => undefined };
    let stops = 0;
    const terminal = fakeTerminal({ folder: folder.path });
    holder.interrupt = terminal.interrupt;
    const loaders = fakeLoaders(
      {
        ...answers,
        watchScan: () => {
          if (when === 'watchScan') holder.interrupt();
          return [{ event: 'finished', scan: row }];
        },
        cancelScan: () => row,
      },
      {
        startDemoSimulator: async () => {
          if (when === 'startDemoSimulator') holder.interrupt();
          return {
            url: 'http://127.0.0.1:4000',
            accessKeyId: 'a',
            secretAccessKey: 'b',
            stop: async () => {
              stops += 1;
            },
          };
        },
      },
    );
    expect(await main(['demo'], loaders, terminal)).toBe(130);
    expect(stops).toBe(1);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each([
    ['--server', 'http://127.0.0.1:1'],
    ['--config', 'a.yaml'],
    ['-o', 'json'],
  ])('refuses %s, which would have no effect', async (...argv) => {
    using folder = temporaryFolder();
    expect((await runDemo({ folder: folder.path, argv })).code).toBe(2);
  });
});
