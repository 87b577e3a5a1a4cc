import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSimulator, temporaryFolder } from '@tradewind/test-kit';
import { describe, expect, it } from 'vitest';

const bin = join(import.meta.dirname, 'bin.ts');

function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [bin, ...args], { encoding: 'utf8', timeout: 10_000 });
}

describe('the program', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)('prints one line of JSON, serves, and ends with 0 on %s', async (signal) => {
    await using simulator = await startSimulator();
    expect(Object.keys(JSON.parse(simulator.process.readyLine) as object)).toEqual([
      'url',
      'admin_url',
      'access_key_id',
      'secret_access_key',
    ]);
    expect((await fetch(`${simulator.adminUrl}/state`)).status).toBe(200);
    const { child } = simulator.process;
    const ended = new Promise((resolve) => child.once('exit', (code) => resolve(code)));
    child.kill(signal);
    expect(await ended).toBe(0);
  });

  it('ends at once also while a call hangs', async () => {
    await using simulator = await startSimulator();
    await fetch(`${simulator.adminUrl}/faults`, { method: 'POST', body: JSON.stringify({ kind: 'hang' }) });
    const hanging = fetch(simulator.url, { method: 'POST', body: 'Action=DescribeRegions&Version=2016-11-15' }).catch(
      () => 'cut',
    );
    await expect.poll(async () => (await fetch(`${simulator.adminUrl}/calls`)).text()).toContain('hung');
    await simulator.stop();
    expect(await hanging).toBe('cut');
    expect(simulator.process.child.exitCode).toBe(0);
  });

  it('serves an estate file', async () => {
    using folder = temporaryFolder();
    const estate = join(folder.path, 'estate.yaml');
    writeFileSync(estate, 'aws: { account_id: "210987654321" }\n');
    await using simulator = await startSimulator({ estate });
    expect(await (await fetch(`${simulator.adminUrl}/state`)).json()).toMatchObject({
      aws: { account_id: '210987654321' },
    });
  });

  it('serves the same generated estate for the same seed', async () => {
    const instanceIds = async (): Promise<unknown> => {
      await using simulator = await startSimulator({ generate: 200, seed: 5 });
      const state = (await (await fetch(`${simulator.adminUrl}/state`)).json()) as {
        aws: { regions: Record<string, { instances: object }> };
      };
      return Object.values(state.aws.regions).map(({ instances }) => Object.keys(instances));
    };
    expect(await instanceIds()).toEqual(await instanceIds());
  });

  it('lists all problems of an estate file and ends with 2, nothing on stdout', () => {
    using folder = temporaryFolder();
    const estate = join(folder.path, 'estate.yaml');
    writeFileSync(estate, 'aws:\n  account_id: x\n  regions:\n    mars: {}\nfaults: [{ kind: explode }]\n');
    const { status, stdout, stderr } = run('--estate', estate);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('3 problems');
    expect(stderr).toContain('line 2: aws.account_id: an account id has 12 digits');
    expect(stderr).toContain('line 4: aws.regions.mars');
    expect(stderr).toContain('line 5: faults[0].kind');
  });

  it('says that an estate file is not there', () => {
    const { status, stderr } = run('--estate', 'nowhere.yaml');
    expect(status).toBe(2);
    expect(stderr).toContain('nowhere.yaml');
  });

  it('refuses unknown options with its usage and ends with 2', () => {
    const { status, stdout, stderr } = run('--nonsense');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain('Usage:');
  });

  it('prints its usage on stdout when asked', () => {
    expect(run('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--clock-speed') as string });
  });
});
