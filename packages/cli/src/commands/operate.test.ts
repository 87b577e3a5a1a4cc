import type { CheckReportDto } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import type { ControlPlaneOptions, ServeOptions } from '../loaders.ts';
import { main } from '../main.ts';
import { fakeFetch, fakeLoaders } from '../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../test-support/fake-terminal.ts';
import { sampleScan, sampleSummary } from '../test-support/sample-answers.ts';

const report: CheckReportDto = {
  ok: false,
  connections: [
    {
      connection: 'aws',
      provider: 'AWS',
      account: '123456789012',
      principal: 'arn:aws:iam::123456789012:user/ana',
      items: [
        { name: 'credentials', outcome: 'ok', detail: 'accepted', action: null },
        { name: 'permissions', outcome: 'failed', detail: 'rds:DescribeDBInstances', action: 'Allow it' },
      ],
    },
  ],
  state: [{ name: 'folder', outcome: 'ok', detail: 'writable', action: null }],
};

describe('check', () => {
  it('exits 1 when something does not work, and says what to do', async () => {
    const terminal = fakeTerminal();
    expect(await main(['check'], fakeLoaders({ checkConnections: () => report }), terminal)).toBe(1);
    expect(terminal.stdout.text).toMatch(/permissions +failed +rds:DescribeDBInstances +Allow it/);
    expect(terminal.stdout.text).toContain('Calls as arn:aws:iam::123456789012:user/ana');
  });

  it('exits 0 when all works, asking only for what was named', async () => {
    const bodies: unknown[] = [];
    const loaders = fakeLoaders({
      checkConnections: ({ body }) => {
        bodies.push(body);
        return { ...report, ok: true };
      },
    });
    expect(await main(['check', '--regions', 'us-east-1', '-o', 'json'], loaders, fakeTerminal())).toBe(0);
    expect(bodies).toEqual([{ regions: ['us-east-1'] }]);
  });
});

describe('scans', () => {
  it('lists scans', async () => {
    const terminal = fakeTerminal();
    const { ledger: _, ...row } = sampleScan({ status: 'partial' });
    const loaders = fakeLoaders({ listScans: () => ({ scans: [row] }) });
    expect(await main(['scans', 'list', '--limit', '5'], loaders, terminal)).toBe(0);
    expect(loaders.calls).toEqual(['listScans?limit=5']);
    expect(terminal.stdout.text).toMatch(/scan-1 +2026-11-20 08:00 +partial +2\/2 +13/);
  });

  it('shows the last one unless another is named', async () => {
    const ids: (string | undefined)[] = [];
    const loaders = fakeLoaders({
      readScan: ({ params }) => {
        ids.push(params['id']);
        return sampleScan();
      },
    });
    await main(['scans', 'get'], loaders, fakeTerminal());
    await main(['scans', 'get', 'scan-7'], loaders, fakeTerminal());
    expect(ids).toEqual(['latest', 'scan-7']);
  });
});

describe('serve', () => {
  async function serve(argv: string[]) {
    const given: ServeOptions[] = [];
    const loaders = fakeLoaders(
      {},
      {
        serve: async (options) => {
          given.push(options);
          return 0;
        },
      },
    );
    const terminal = fakeTerminal();
    const code = await main(['serve', ...argv], loaders, terminal);
    return { code, given, stderr: terminal.stderr.text };
  }

  it('hands the port and the configuration on', async () => {
    expect((await serve([])).given).toMatchObject([
      { port: null, configFile: null, stateFolder: null, logLevel: 'warn' },
    ]);
    expect((await serve(['--port', '0', '--config', 'a.yaml', '--verbose'])).given).toMatchObject([
      { port: 0, configFile: 'a.yaml', logLevel: 'debug' },
    ]);
  });

  it.each([
    [['--port', '65536'], /whole number from 0 to 65535/],
    [['-o', 'json'], /writes no data/],
    [['--server', 'http://127.0.0.1:1'], /is the server/],
  ])('exits 2 for %j', async (argv, message) => {
    const { code, stderr, given } = await serve(argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(given).toEqual([]);
  });
});

describe('the control plane of a command', () => {
  it('is opened with the configuration file and log level that were asked for', async () => {
    const given: ControlPlaneOptions[] = [];
    const loaders = fakeLoaders(
      {},
      {
        openControlPlane: async (options) => {
          given.push(options);
          return { fetch: fakeFetch({ readSummary: () => sampleSummary() }), close: async () => undefined };
        },
      },
    );
    await main(['report', 'summary', '--config', 'a.yaml', '--verbose'], loaders, fakeTerminal());
    expect(given).toEqual([{ configFile: 'a.yaml', stateFolder: null, logLevel: 'debug' }]);
  });

  it('traces each call on stderr with --verbose', async () => {
    const terminal = fakeTerminal();
    await main(['--verbose', 'report', 'summary'], fakeLoaders({ readSummary: () => sampleSummary() }), terminal);
    expect(terminal.stderr.text).toContain('GET /v1/reports/summary answered 200 after 0 ms');
  });

  it.each([
    [['--server', 'nonsense'], {}, 2, /no address of a server/],
    [['--server', 'http://127.0.0.1:9', '--config', 'a.yaml'], {}, 2, /--config has no effect/],
    [['--config', 'a.yaml'], { server: 'http://127.0.0.1:9' }, 2, /--config has no effect/],
    [['--server', 'http://127.0.0.1:9'], {}, 1, /The server at http:\/\/127\.0\.0\.1:9 cannot be reached/],
  ])('is a server when one is named: %j', async (argv, environment, exitCode, message) => {
    const terminal = fakeTerminal({ environment });
    const loaders = fakeLoaders({}, { openControlPlane: () => Promise.reject(new Error('not expected')) });
    expect(await main(['report', 'summary', ...argv], loaders, terminal)).toBe(exitCode);
    expect(terminal.stderr.text).toMatch(message);
  });
});
