import { requireCounterpart, startSimulator, type RunningSimulator } from '@tradewind/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runAwsCli } from '../../test-support/run-aws-cli.ts';

/** The unmodified AWS CLI as a process against the simulator as a process. */
describe.skipIf(requireCounterpart('aws'))('the AWS CLI', () => {
  let simulator: RunningSimulator;
  beforeAll(async () => {
    simulator = await startSimulator();
  });
  afterAll(() => simulator.stop());
  beforeEach(async () => {
    await fetch(`${simulator.adminUrl}/reset`, { method: 'POST' });
  });

  async function cli(...args: string[]): Promise<unknown> {
    const { exitCode, json, stderr } = await runAwsCli(simulator, args);
    if (exitCode !== 0) throw new Error(stderr);
    return json;
  }

  async function failure(...args: string[]): Promise<string> {
    const { exitCode, stderr } = await runAwsCli(simulator, args);
    expect(exitCode).not.toBe(0);
    return stderr;
  }

  async function advance(ms: number): Promise<void> {
    await fetch(`${simulator.adminUrl}/clock`, { method: 'POST', body: JSON.stringify({ advance_ms: ms }) });
  }

  it('says who it is and lists regions', async () => {
    expect(await cli('sts', 'get-caller-identity')).toMatchObject({ Account: '123456789012' });
    expect(await cli('ec2', 'describe-regions', '--query', 'Regions[].RegionName')).toHaveLength(17);
  });

  it('lists instances of a region over pages, by filter', async () => {
    const query = 'Reservations[].Instances[].Tags[?Key==`Name`].Value[]';
    const all = await cli('ec2', 'describe-instances', '--region', 'us-west-2', '--page-size', '5', '--query', query);
    expect(all).toEqual(['api-prod-1', 'api-prod-2', 'api-staging', 'render-farm', 'api-canary']);
    const filters = ['--filters', 'Name=instance-state-name,Values=stopped', 'Name=tag-key,Values=Name'];
    expect(await cli('ec2', 'describe-instances', '--region', 'us-west-2', ...filters, '--query', query)).toEqual([
      'render-farm',
    ]);
  });

  it('lists volumes, snapshots, addresses, NAT gateways', async () => {
    expect(
      await cli('ec2', 'describe-volumes', '--filters', 'Name=status,Values=available', '--query', 'Volumes[].Size'),
    ).toEqual([200, 50]);
    expect(await cli('ec2', 'describe-snapshots', '--owner-ids', 'self', '--query', 'Snapshots[].VolumeSize')).toEqual([
      500, 100,
    ]);
    expect(await cli('ec2', 'describe-addresses', '--query', 'Addresses[?AssociationId==null].Tags[0].Value')).toEqual([
      'spare',
    ]);
    expect(await cli('ec2', 'describe-nat-gateways', '--query', 'NatGateways[].State')).toEqual(['available']);
  });

  it('launches, tags, stops, starts and terminates an instance', async () => {
    const [id = ''] = (await cli(
      'ec2',
      'run-instances',
      '--image-id',
      'ami-0a1b2c3d4e5f60718',
      '--instance-type',
      't3.micro',
      '--client-token',
      'one',
      '--tag-specifications',
      'ResourceType=instance,Tags=[{Key=Name,Value=made}]',
      '--query',
      'Instances[].InstanceId',
    )) as string[];
    const instance = ['--instance-ids', id];
    const look = async (): Promise<unknown> =>
      cli(
        'ec2',
        'describe-instances',
        ...instance,
        '--query',
        'Reservations[0].Instances[0].[State.Name, length(Tags)]',
      );
    expect(await look()).toEqual(['pending', 1]);
    await advance(5000);
    await cli('ec2', 'create-tags', '--resources', id, '--tags', 'Key=Owner,Value=me');
    expect(await look()).toEqual(['running', 2]);
    await cli('ec2', 'delete-tags', '--resources', id, '--tags', 'Key=Name');
    await cli('ec2', 'stop-instances', ...instance);
    await advance(8000);
    expect(await look()).toEqual(['stopped', 1]);
    await cli('ec2', 'start-instances', ...instance);
    await advance(5000);
    expect(await look()).toEqual(['running', 1]);
    await cli('ec2', 'terminate-instances', ...instance);
    await cli('ec2', 'terminate-instances', ...instance);
    await advance(8000);
    expect(await look()).toEqual(['terminated', 1]);
  });

  it('waits for a state', async () => {
    const filter = ['--filters', 'Name=tag:Name,Values=load-test'];
    const found = await cli('ec2', 'describe-instances', ...filter, '--query', 'Reservations[].Instances[].InstanceId');
    const [id = ''] = found as string[];
    await cli('ec2', 'start-instances', '--instance-ids', id);
    await advance(5000);
    await cli('ec2', 'wait', 'instance-running', '--instance-ids', id);
  });

  it('says what is wrong in the words of AWS', async () => {
    expect(await failure('ec2', 'describe-instances', '--instance-ids', 'i-0123456789abcdef0')).toContain(
      '(InvalidInstanceID.NotFound)',
    );
    expect(await failure('ec2', 'stop-instances', '--instance-ids', 'i-0123456789abcdef0', '--dry-run')).toContain(
      '(InvalidInstanceID.NotFound)',
    );
    await fetch(`${simulator.adminUrl}/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'deny', service: 'ec2' }),
    });
    expect(await failure('ec2', 'describe-instances')).toContain('(UnauthorizedOperation)');
  });
});
