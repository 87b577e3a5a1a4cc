import { startSimulator, type RunningSimulator } from '@tradewind/test-kit';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { AWSManager, ProviderError } from '../index.ts';

let simulator: RunningSimulator;
let manager: AWSManager;

beforeAll(async () => {
  simulator = await startSimulator();
});
afterAll(() => simulator.stop());
beforeEach(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', simulator.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', simulator.secretAccessKey);
  manager = new AWSManager('us-east-1', { endpoint: simulator.url });
});
afterEach(async () => {
  await manager.close();
  vi.unstubAllEnvs();
});

describe('AWSManager', () => {
  it('lists instances, buckets and databases with the documented keys', async () => {
    const [instances, buckets, databases] = await Promise.all([
      manager.listEc2Instances(),
      manager.listS3Buckets(),
      manager.listRdsDatabases(),
    ]);
    expect(instances.find(({ name }) => name === 'web-prod-1')).toMatchObject({
      provider: 'AWS',
      resource_type: 'EC2',
      region: 'us-east-1',
      status: 'running',
      tags: { Environment: 'production', Owner: 'team-web' },
      created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      kind: 'instance',
      attributes: { machine_type: 'm5.large' },
    });
    expect(buckets).toHaveLength(8);
    expect(new Set(buckets.map(({ region }) => region))).toEqual(new Set(['global']));
    expect(databases.map(({ resource_id: id }) => id).toSorted()).toEqual(['orders-prod', 'reporting-test']);
  });

  it('creates one instance however often it is asked with one key, and terminates it, twice if need be', async () => {
    const [existing] = await manager.listEc2Instances();
    const image = String(existing?.attributes['image_id']);
    const create = () =>
      manager.createEc2Instance(image, 't3.micro', { Name: 'made', Owner: 'ana' }, { idempotencyKey: 'one' });
    const first = await create();
    const second = await create();
    expect(second.resource_id).toBe(first.resource_id);
    expect(first).toMatchObject({ resource_type: 'EC2', name: 'made', tags: { Name: 'made', Owner: 'ana' } });
    const other = await manager.createEc2Instance(image, 't3.micro', { Name: 'made' });
    expect(other.resource_id).not.toBe(first.resource_id);

    await manager.terminateEc2Instance(first.resource_id);
    await manager.terminateEc2Instance(first.resource_id);
    const listed = await manager.listEc2Instances();
    expect(listed.find(({ resource_id: id }) => id === first.resource_id)?.status).toMatch(/^terminat/);
    expect(listed.find(({ resource_id: id }) => id === other.resource_id)?.status).toMatch(/pending|running/);
  });

  it('says what is wrong with credentials', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'wrong');
    const failure = await manager.listEc2Instances().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(ProviderError);
    expect(failure).toMatchObject({ code: 'unauthenticated' });
  });
});
