import type { ScanEventDto } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import { main } from '../main.ts';
import { FakeProblem, fakeLoaders, type Answers } from '../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../test-support/fake-terminal.ts';
import { sampleEntry, sampleScan } from '../test-support/sample-answers.ts';

const failedEntries = ['EC2', 'EBS'].map((type) =>
  sampleEntry({
    region: 'eu-west-1',
    resource_type: type,
    outcome: 'failed',
    reason_code: 'forbidden',
    reason: 'ec2:DescribeInstances is not allowed',
    resources: 0,
  }),
);
const partial = sampleScan({ status: 'partial', ledger: [sampleEntry(), ...failedEntries] });

function scanning(scan: ReturnType<typeof sampleScan>, events: ScanEventDto[] = []): Answers {
  const { ledger: _, ...row } = scan;
  return {
    createScan: () => ({ ...row, status: 'running', finished_at: null }),
    watchScan: () => [{ event: 'snapshot', scan: row }, ...events, { event: 'finished', scan: row }],
    readScan: () => scan,
  };
}

describe('discover', () => {
  it('asks for what was named and nothing else', async () => {
    const bodies: unknown[] = [];
    const answers = scanning(sampleScan());
    const loaders = fakeLoaders({
      ...answers,
      createScan: (request) => {
        bodies.push(request.body);
        return sampleScan({ status: 'running' });
      },
    });
    const argv = [
      'discover',
      'aws/us-*',
      '!aws/us-west-2',
      '--types',
      'ec2,s3',
      '--types',
      'rds',
      '--unit-deadline',
      '2.5',
    ];
    expect(await main(argv, loaders, fakeTerminal())).toBe(0);
    expect(await main(['discover', '--selectors', 'aws', '--regions', 'eu-west-1'], loaders, fakeTerminal())).toBe(0);
    expect(bodies).toEqual([
      { selectors: ['aws/us-*', '!aws/us-west-2'], types: ['ec2', 's3', 'rds'], unit_deadline_s: 2.5 },
      { selectors: ['aws'], regions: ['eu-west-1'] },
    ]);
    expect(loaders.closed).toBe(2);
  });

  it.each([
    ['complete', 0],
    ['partial', 3],
    ['failed', 1],
    ['cancelled', 130],
  ] as const)('exits for a scan that ended %s with %i', async (status, code) => {
    expect(await main(['discover'], fakeLoaders(scanning(sampleScan({ status }))), fakeTerminal())).toBe(code);
  });

  it('says so when the process that runs the scan ends before it', async () => {
    const terminal = fakeTerminal();
    const answers: Answers = {
      ...scanning(sampleScan()),
      async *watchScan() {
        yield { event: 'snapshot', scan: sampleScan({ status: 'running' }) };
        // As fetch puts it.
        throw new TypeError('terminated');
      },
    };
    expect(await main(['discover'], fakeLoaders(answers), terminal)).toBe(1);
    expect(terminal.stderr.text).toMatch(/The process that ran scan scan-1 ended.*Run the command again/s);
  });

  it('shows complete units by region and the others with their reason, those of one reason together', async () => {
    const terminal = fakeTerminal();
    expect(await main(['discover'], fakeLoaders(scanning(partial)), terminal)).toBe(3);
    expect(terminal.stdout.text).toMatchInlineSnapshot(`
      "Scan scan-1 is partial.
      5 resources in 1 of 3 units (region and type) in 2.5 s: 13 added, 0 changed, 0 removed.

      Complete
      CONNECTION  REGION     RESOURCES  CALLS  THROTTLED  FOUND
      aws         us-east-1          5      1          0  EC2 5

      Incomplete
      CONNECTION  REGION     TYPES     OUTCOME  FOUND  REASON
      aws         eu-west-1  EC2, EBS  failed       0  ec2:DescribeInstances is not allowed
      "
    `);
    expect(terminal.stderr.text).toBe('');
  });

  it('shows every unit with --ledger', async () => {
    const terminal = fakeTerminal();
    await main(['discover', '--ledger'], fakeLoaders(scanning(partial)), terminal);
    expect(terminal.stdout.text.match(/ec2:DescribeInstances is not allowed/g)).toHaveLength(2);
  });

  it.each([
    ['json', (text: string): unknown => JSON.parse(text)],
    ['yaml', async (text: string): Promise<unknown> => (await import('yaml')).parse(text)],
  ])('writes exactly the scan with its ledger as %s', async (format, parse) => {
    const terminal = fakeTerminal();
    await main(['discover', '-o', format], fakeLoaders(scanning(partial)), terminal);
    expect(await parse(terminal.stdout.text)).toEqual(partial);
  });

  it('writes the ledger as CSV', async () => {
    const terminal = fakeTerminal();
    await main(['discover', '-o', 'csv'], fakeLoaders(scanning(partial)), terminal);
    const lines = terminal.stdout.text.trimEnd().split('\n');
    expect(lines).toHaveLength(4);
    expect(lines[2]).toBe(
      'aws,AWS,123456789012,eu-west-1,EC2,ec2,failed,forbidden,ec2:DescribeInstances is not allowed,' +
        '0,1,0,0,2026-11-20T08:00:00.000Z,2026-11-20T08:00:01.000Z',
    );
  });

  it('cancels the scan when interrupted, waits for its end, shows what was found and exits 130', async () => {
    const terminal = fakeTerminal();
    const cancelled = sampleScan({ status: 'cancelled' });
    const { ledger: _, ...row } = cancelled;
    const ended = Promise.withResolvers<void>();
    const loaders = fakeLoaders({
      ...scanning(cancelled),
      watchScan: async function* () {
        yield { event: 'snapshot', scan: row };
        terminal.interrupt();
        await ended.promise;
        yield { event: 'finished', scan: row };
      },
      cancelScan: () => {
        ended.resolve();
        return row;
      },
    });
    expect(await main(['discover'], loaders, terminal)).toBe(130);
    expect(loaders.calls).toEqual(['createScan', 'watchScan', 'cancelScan', 'readScan']);
    expect(terminal.stderr.text).toContain('Stopping the scan; what it found is kept.');
    expect(terminal.stdout.text).toContain('was cancelled');
    expect(loaders.closed).toBe(1);
  });

  it('ends at once at the second interrupt', async () => {
    const terminal = fakeTerminal();
    const { ledger: _, ...row } = partial;
    const loaders = fakeLoaders({
      ...scanning(partial),
      cancelScan: () => row,
      watchScan: function* () {
        terminal.interrupt();
        terminal.interrupt();
        yield { event: 'finished', scan: row };
      },
    });
    await main(['discover'], loaders, terminal);
    expect(terminal.deaths).toBe(1);
  });

  it('says that a scan goes on in the server when the connection breaks off', async () => {
    const terminal = fakeTerminal();
    const running = sampleScan({ status: 'running', finished_at: null });
    expect(await main(['discover'], fakeLoaders({ ...scanning(running), watchScan: () => [] }), terminal)).toBe(1);
    expect(terminal.stderr.text).toContain('tradewind scans get scan-1');
  });

  it('exits 2 with the nearest name that the server offers', async () => {
    const terminal = fakeTerminal();
    const answers: Answers = {
      createScan: () => {
        throw new FakeProblem('unknown_name', 'There is no region us-esat-1. Did you mean us-east-1?', [
          { path: 'regions[0]', message: 'There is no region us-esat-1.' },
          { path: 'types[0]', message: 'There is no type ecs2.' },
        ]);
      },
    };
    expect(await main(['discover', '--regions', 'us-esat-1'], fakeLoaders(answers), terminal)).toBe(2);
    expect(terminal.stderr.text).toBe(
      'error: There is no region us-esat-1. Did you mean us-east-1?\n  types[0]: There is no type ecs2.\n',
    );
    expect(terminal.stdout.text).toBe('');
  });
});
