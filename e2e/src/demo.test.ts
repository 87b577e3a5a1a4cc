import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@tradewind/test-kit';
import { describe, expect, it } from 'vitest';
import { runTradewind, startTradewind } from './test-support/run-program.ts';

interface Inventory {
  readonly scan: { readonly status: string; readonly resources: number };
  readonly summary: { readonly total_resources: number; readonly by_type: Record<string, number> };
  readonly resources: readonly { readonly region: string; readonly tags: Record<string, string> }[];
}

describe('tradewind demo', () => {
  it('does the main job in an empty folder, needing nothing, and leaves only the inventory', async () => {
    using folder = temporaryFolder('demo-');
    const variables = { TMPDIR: folder.path, AWS_PROFILE: 'of-mine', AWS_ENDPOINT_URL: 'http://127.0.0.1:9' };
    const { code, stdout, stderr } = await runTradewind(['demo'], { folder: folder.path, variables });
    expect(stderr).not.toMatch(/error|warn/i);
    expect(code).toBe(0);
    expect(readdirSync(folder.path)).toEqual(['cloud_inventory.json']);

    const inventory = JSON.parse(readFileSync(join(folder.path, 'cloud_inventory.json'), 'utf8')) as Inventory;
    expect(inventory.scan.status).toBe('complete');
    expect(inventory.summary.by_type).toMatchObject({ EC2: 15, S3: 8 });
    expect(inventory.resources).toHaveLength(inventory.summary.total_resources);
    const regions = new Set(inventory.resources.map(({ region }) => region));
    expect([...regions].toSorted()).toEqual(['eu-west-1', 'global', 'us-east-1', 'us-west-2']);

    // Every figure on the screen is one of the file.
    const untagged = inventory.resources.filter(({ tags }) => Object.keys(tags).length === 0).length;
    expect(stdout).toContain(`Resource summary: ${inventory.summary.total_resources} resources`);
    expect(stdout).toContain(`Untagged: ${untagged} resources`);
    expect(stdout).toContain('simulated');
    expect(stdout).toMatch(/Cost optimisation: \d+ findings/);
    expect(stdout).toContain('Tag compliance: Environment, Project, Owner');
  });

  it('cleans up when interrupted', async () => {
    using folder = temporaryFolder('demo-');
    const program = startTradewind(['demo', '--verbose'], { folder: folder.path, variables: { TMPDIR: folder.path } });
    await program.until('has been started');
    program.child.kill('SIGINT');
    expect((await program.result).code).toBe(130);
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
