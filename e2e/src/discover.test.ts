import { startSimulator, temporaryFolder, type RunningSimulator } from '@tradewind/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { awsVariables } from './test-support/simulated-aws.ts';
import { runTradewind, startTradewind, type ProgramOptions, type ProgramResult } from './test-support/run-program.ts';

interface Scan {
  readonly status: string;
  readonly resources: number;
  readonly ledger: {
    region: string;
    resource_type: string;
    outcome: string;
    reason: string | null;
    reason_code: string | null;
  }[];
}

let simulator: RunningSimulator;
let folder: ReturnType<typeof temporaryFolder>;
let options: ProgramOptions;

const run = (...args: string[]): Promise<ProgramResult> => runTradewind(args, options);

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => {
  folder = temporaryFolder();
  options = { folder: folder.path, variables: awsVariables(simulator) };
});
afterEach(async () => {
  folder[Symbol.dispose]();
  await simulator.clearFaults();
});

describe('tradewind discover', () => {
  it('scans, stores and reports', async () => {
    const discovered = await run('discover', '--regions', 'us-east-1,us-west-2,eu-west-1', '-o', 'json');
    expect(discovered.code).toBe(0);
    const scan = JSON.parse(discovered.stdout) as Scan;
    expect(scan.status).toBe('complete');
    expect(new Set(scan.ledger.map((entry) => entry.outcome))).toEqual(new Set(['complete']));

    const summary = JSON.parse((await run('report', 'summary', '-o', 'json')).stdout) as {
      total_resources: number;
      by_type: Record<string, number>;
      by_region: Record<string, number>;
    };
    expect(summary.total_resources).toBe(scan.resources);
    expect(summary.by_type).toMatchObject({ EC2: 15, S3: 8 });
    expect(Object.keys(summary.by_region).toSorted()).toEqual(['eu-west-1', 'global', 'us-east-1', 'us-west-2']);

    const instances = await run('resources', 'list', 'aws/us-*', '--types', 'ec2', '-o', 'json');
    const { resources } = JSON.parse(instances.stdout) as { resources: { region: string; resource_type: string }[] };
    expect(resources).toHaveLength(10);
    expect(new Set(resources.map(({ region }) => region))).toEqual(new Set(['us-east-1', 'us-west-2']));
  });

  it('exits 3 and names what is missing and why when a permission is denied in one region', async () => {
    await simulator.addFault({ kind: 'deny', service: 'ec2', region: 'eu-west-1', operation: 'DescribeInstances' });
    const { code, stdout } = await run('discover', '--regions', 'us-east-1,eu-west-1', '--types', 'ec2,s3');
    expect(code).toBe(3);
    expect(stdout).toContain('is partial');
    expect(stdout).toMatch(/eu-west-1 +EC2 +failed +0 +.*ec2:DescribeInstances/);
    const summary = await run('report', 'summary', '-o', 'json');
    expect(summary.code).toBe(3);
    expect(summary.stderr).toContain('This inventory is incomplete');
    expect(JSON.parse(summary.stdout)).toMatchObject({ by_region: { 'us-east-1': 5, global: 8 } });
  });

  it('bounds a region that hangs, and reports the rest', async () => {
    await simulator.addFault({ kind: 'hang', region: 'eu-west-1' });
    const argv = [
      'discover',
      '--regions',
      'us-east-1,eu-west-1',
      '--types',
      'ec2',
      '--unit-deadline',
      '1',
      '-o',
      'json',
    ];
    const { code, stdout } = await run(...argv);
    expect(code).toBe(3);
    const { ledger } = JSON.parse(stdout) as Scan;
    expect(ledger.map(({ region, outcome }) => `${region} ${outcome}`).toSorted()).toEqual([
      'eu-west-1 failed',
      'us-east-1 complete',
    ]);
    expect(ledger.find(({ region }) => region === 'eu-west-1')?.reason_code).toBe('deadline');
  });

  it('exits 1 with what to do when the credentials are wrong', async () => {
    const variables = { ...options.variables, AWS_SECRET_ACCESS_KEY: 'wrong' };
    const { code, stdout } = await runTradewind(['discover', '--regions', 'us-east-1', '--types', 'ec2'], {
      ...options,
      variables,
    });
    expect(code).toBe(1);
    expect(stdout).toContain('is failed');
    expect(stdout).toMatch(/credentials/);
  });

  it('stores what it found as partial when interrupted, and exits 130', async () => {
    await simulator.addFault({ kind: 'hang', region: 'eu-west-1' });
    const program = startTradewind(
      ['discover', '--verbose', '--regions', 'us-east-1,eu-west-1', '--types', 'ec2', '-o', 'json'],
      options,
    );
    await program.until('EC2 in us-east-1: complete, 5 resources');
    program.child.kill('SIGINT');
    const { code, stdout, stderr } = await program.result;
    expect(code).toBe(130);
    expect(stderr).toContain('Stopping the scan');
    expect(JSON.parse(stdout)).toMatchObject({ status: 'cancelled', resources: 5 });
    const summary = await run('report', 'summary', '-o', 'json');
    expect(summary.code).toBe(3);
    expect(JSON.parse(summary.stdout)).toMatchObject({ total_resources: 5, coverage: { complete: false } });
  });

  it('ends at once at the second interrupt, and the state stays usable', async () => {
    await simulator.addFault({ kind: 'hang', service: 'ec2' });
    const program = startTradewind(['discover', '--verbose', '--regions', 'us-east-1', '--types', 'ec2'], options);
    await program.until('has been started');
    program.child.kill('SIGINT');
    await program.until('Stopping the scan');
    program.child.kill('SIGINT');
    expect((await program.result).code).toBe(130);
    await simulator.clearFaults();
    expect((await run('discover', '--regions', 'us-east-1', '--types', 'ec2')).code).toBe(0);
  });

  it.each([
    [['--regions', 'us-esat-1'], /us-esat-1.*did you mean us-east-1/],
    [['--types', 'ecs2'], /ecs2.*did you mean ec2/],
    [['--providers', 'asw'], /asw.*did you mean aws/],
    [['--connections', 'awss'], /awss.*did you mean aws/],
    [['aws/us-esat-*'], /us-esat-\*/],
  ])('exits 2 for %j with the nearest name', async (argv, message) => {
    const { code, stdout, stderr } = await run('discover', ...argv);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
  });

  it('lets two scans of one state folder run at the same time', async () => {
    const results = await Promise.all([
      run('discover', '--regions', 'us-east-1', '--types', 'ec2', '-o', 'json'),
      run('discover', '--regions', 'us-west-2', '--types', 'ec2', '-o', 'json'),
    ]);
    expect(results.map(({ code, stderr }) => [code, stderr])).toEqual([
      [0, ''],
      [0, ''],
    ]);
    const { stdout } = await run('report', 'summary', '-o', 'json');
    expect(JSON.parse(stdout)).toMatchObject({ by_region: { 'us-east-1': 5, 'us-west-2': 5 } });
  });
});
