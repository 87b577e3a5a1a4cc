import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, temporaryFolder, type RunningSimulator } from '@tradewind/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runExample, type ProgramResult } from './test-support/run-program.ts';
import { awsVariables } from './test-support/simulated-aws.ts';

let simulator: RunningSimulator;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  simulator = await startSimulator();
  folder = temporaryFolder();
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await simulator.stop();
});

async function run(name: string): Promise<ProgramResult> {
  const result = await runExample(name, { folder: folder.path, variables: awsVariables(simulator) });
  expect(result.stderr).toBe('');
  expect(result.code).toBe(0);
  return result;
}

describe('the documented examples of the library', () => {
  it('basic-discovery finds everything in its regions', async () => {
    const { stdout } = await run('basic-discovery');
    const count = Number(/^Found (\d+) resources/.exec(stdout)?.[1]);
    const regions = [...stdout.matchAll(/^ {2}Region: (\S+)$/gm)].map((match) => match[1]);
    expect(regions).toHaveLength(count);
    expect(new Set(regions)).toEqual(new Set(['us-east-1', 'eu-west-1', 'global']));
    expect(stdout).toMatch(/^EC2: i-\w+$/m);
  });

  it('resource-summary counts by type and region, each adding up to the total', async () => {
    const { stdout } = await run('resource-summary');
    const total = Number(/^Total resources: (\d+)/.exec(stdout)?.[1]);
    const sumOf = (section: string): number =>
      [...section.matchAll(/: (\d+)$/gm)].reduce((sum, match) => sum + Number(match[1]), 0);
    const [, byType = '', byRegion = ''] = stdout.split(/By \w+:/);
    expect(sumOf(byType)).toBe(total);
    expect(sumOf(byRegion)).toBe(total);
    expect(byType).toContain('  EC2: 10\n');
  });

  it('untagged-resources lists as many as it counts', async () => {
    const { stdout } = await run('untagged-resources');
    const count = Number(/^Untagged resources found: (\d+)/.exec(stdout)?.[1]);
    expect(count).toBeGreaterThan(0);
    expect(stdout.match(/^ {2}Region: /gm)).toHaveLength(count);
  });

  it('cost-optimization says what could be saved and what to do', async () => {
    const { stdout } = await run('cost-optimization');
    expect(stdout).toMatch(/^Potential monthly savings: \$\d+\.\d\d$/m);
    expect(stdout).toMatch(/^\[HIGH\] stopped_instances\n {2}Message: .+\n {2}Action: .+$/m);
  });

  it('export-inventory writes the documented file', async () => {
    await run('export-inventory');
    const inventory = JSON.parse(readFileSync(join(folder.path, 'cloud_inventory.json'), 'utf8')) as {
      generated_at: string;
      scan: { status: string; ledger: unknown[] };
      summary: { total_resources: number };
      resources: unknown[];
    };
    expect(Object.keys(inventory)).toEqual(['generated_at', 'scan', 'summary', 'resources']);
    expect(inventory.scan.status).toBe('complete');
    expect(inventory.resources).toHaveLength(inventory.summary.total_resources);
  });
});
