import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, temporaryFolder, type RunningSimulator } from '@tradewind/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { MultiCloudOrchestrator, ScanFailedError } from '../index.ts';

let simulator: RunningSimulator;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => {
  folder = temporaryFolder();
  vi.stubEnv('AWS_ENDPOINT_URL', simulator.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', simulator.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', simulator.secretAccessKey);
  vi.stubEnv('TMPDIR', folder.path);
  vi.stubEnv('HOME', folder.path);
});
afterEach(async () => {
  await simulator.clearFaults();
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  folder[Symbol.dispose]();
});

describe('MultiCloudOrchestrator', () => {
  it('discovers its regions and what has none, and every report is about just that', async () => {
    await using orchestrator = new MultiCloudOrchestrator();
    orchestrator.addAwsRegion('us-east-1');
    orchestrator.addAwsRegion('eu-west-1');
    const resources = await orchestrator.discoverAllResources();
    expect(new Set(resources.map(({ region }) => region))).toEqual(new Set(['us-east-1', 'eu-west-1', 'global']));
    expect(orchestrator.lastScan?.status).toBe('complete');

    const summary = await orchestrator.getResourceSummary();
    expect(summary.total_resources).toBe(resources.length);

    const untagged = await orchestrator.findUntaggedResources();
    expect(untagged.map(({ uid }) => uid).toSorted()).toEqual(
      resources
        .filter(({ tags }) => Object.keys(tags).length === 0)
        .map(({ uid }) => uid)
        .toSorted(),
    );

    const stopped = await orchestrator.findStoppedInstances();
    expect(stopped.length).toBeGreaterThan(0);
    // A stopped database is no instance.
    expect(resources.filter(({ status }) => status === 'stopped').length).toBeGreaterThan(stopped.length);
    expect(new Set(stopped.map(({ kind, status }) => `${kind} ${status}`))).toEqual(new Set(['instance stopped']));

    const compliance = await orchestrator.getComplianceReport(['Owner', 'CostCenter']);
    expect(compliance.required_tags).toEqual(['Owner', 'CostCenter']);
    expect(compliance.total_resources).toBe(resources.length);

    const cost = await orchestrator.generateCostOptimizationReport({ stoppedDays: 3650 });
    expect(cost.findings.filter(({ type }) => type === 'stopped_instances')).toEqual([]);

    const file = join(folder.path, 'inventory.json');
    await orchestrator.exportInventory(file);
    const inventory = JSON.parse(readFileSync(file, 'utf8')) as { summary: unknown; resources: unknown };
    expect(inventory.resources).toEqual(resources);
    expect(inventory.summary).toEqual(summary);
  });

  it('keeps its state in the folder that it is given, and else leaves none', async () => {
    const stateFolder = join(folder.path, 'state');
    const first = new MultiCloudOrchestrator({ stateFolder });
    first.addAwsRegion('us-east-1');
    await first.discoverAllResources({ types: ['ec2'] });
    await first.close();
    await using second = new MultiCloudOrchestrator({ stateFolder });
    expect((await second.getResourceSummary()).by_type).toEqual({ EC2: 5 });

    const temporary = new MultiCloudOrchestrator();
    await expect(temporary.getResourceSummary()).rejects.toThrow(/call discoverAllResources\(\) first/);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('tradewind-'))).toHaveLength(1);
    await temporary.close();
    expect(readdirSync(folder.path)).toEqual(['state']);
  });

  it('answers what it could read, and warns of the rest', async () => {
    await simulator.addFault({ kind: 'deny', service: 'ec2', region: 'eu-west-1', operation: 'DescribeInstances' });
    const warnings: string[] = [];
    vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)));
    await using orchestrator = new MultiCloudOrchestrator();
    orchestrator.addAwsRegion('us-east-1');
    orchestrator.addAwsRegion('eu-west-1');
    expect(await orchestrator.discoverAllResources({ types: ['ec2'] })).toHaveLength(5);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/The scan is partial: 1 of 2 units.*EC2 in eu-west-1.*ec2:DescribeInstances/);
    expect(orchestrator.lastScan?.ledger.find(({ outcome }) => outcome === 'failed')?.reason_code).toBe('forbidden');
  });

  it('fails with the reason when nothing could be read', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
    await using orchestrator = new MultiCloudOrchestrator();
    orchestrator.addAwsRegion('us-east-1');
    const failure = await orchestrator.discoverAllResources({ types: ['ec2'] }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ScanFailedError);
    expect(String(failure)).toMatch(/The scan failed: .*credentials/);
  });

  it('names the region that is nearest to an unknown one', async () => {
    await using orchestrator = new MultiCloudOrchestrator();
    orchestrator.addAwsRegion('us-esat-1');
    await expect(orchestrator.discoverAllResources()).rejects.toThrow(/us-esat-1.*did you mean us-east-1/);
  });

  it('stops at the signal and keeps what was found', async () => {
    await simulator.addFault({ kind: 'hang', service: 'ec2', region: 'eu-west-1' });
    await using orchestrator = new MultiCloudOrchestrator();
    orchestrator.addAwsRegion('us-east-1');
    orchestrator.addAwsRegion('eu-west-1');
    const stop = new AbortController();
    const discovering = orchestrator.discoverAllResources({
      types: ['ec2'],
      signal: stop.signal,
      onProgress: (event) => {
        if (event.event === 'unit' && event.entry.region === 'us-east-1') stop.abort(new Error('enough'));
      },
    });
    await expect(discovering).rejects.toThrow('enough');
    expect(orchestrator.lastScan).toMatchObject({ status: 'cancelled', resources: 5 });
    expect((await orchestrator.getResourceSummary()).total_resources).toBe(5);
  });
});
