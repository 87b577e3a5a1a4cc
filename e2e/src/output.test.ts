import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, startSimulator, temporaryFolder, type RunningSimulator } from '@tradewind/test-kit';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runTradewind, startTradewind, type ProgramOptions, type ProgramResult } from './test-support/run-program.ts';
import { awsVariables } from './test-support/simulated-aws.ts';

let simulator: RunningSimulator;
let folder: ReturnType<typeof temporaryFolder>;
let options: ProgramOptions;

const run = (...args: string[]): Promise<ProgramResult> => runTradewind(args, options);

beforeAll(async () => {
  simulator = await startSimulator();
  folder = temporaryFolder();
  options = { folder: folder.path, variables: awsVariables(simulator) };
  await run('discover', '--regions', 'us-east-1', '--types', 'ec2,s3');
});
afterAll(async () => {
  folder[Symbol.dispose]();
  await simulator.stop();
});

describe('stdout', () => {
  it.each([
    [['discover', '--regions', 'us-east-1', '--types', 'ec2'], 'ledger'],
    [['resources', 'list'], 'resources'],
    [['report', 'cost'], 'findings'],
    [['report', 'regions'], 'regions'],
    [['scans', 'list'], 'scans'],
  ])('holds nothing but data with -o json: %j', async (argv, key) => {
    expect(JSON.parse((await run(...argv, '-o', 'json', '--verbose')).stdout)).toHaveProperty(key);
  });

  it('ends quietly when its reader goes away', async () => {
    const program = startTradewind(['resources', 'list', '-o', 'json'], options);
    program.child.stdout.destroy();
    const { code, stderr } = await program.result;
    expect([code, stderr]).toEqual([0, '']);
  });
});

describe('resources export', () => {
  it('writes a file for programs and leaves nothing else', async () => {
    mkdirSync(join(folder.path, 'out'));
    const { code } = await run('resources', 'export', 'out/all.json');
    expect(code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder.path, 'out/all.json'), 'utf8'))).toMatchObject({
      summary: { total_resources: 13 },
    });
    expect(readdirSync(join(folder.path, 'out'))).toEqual(['all.json']);
  });

  it.each([['missing/all.json'], ['/proc/all.json'], ['.']])('refuses %s in one clear sentence', async (file) => {
    const { code, stdout, stderr } = await run('resources', 'export', file, '-o', 'json');
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^error: .+\n.+\n$/);
    expect(existsSync(join(folder.path, 'missing'))).toBe(false);
  });
});

describe('tradewind serve', () => {
  it('answers other commands, found by the state folder or by its address and token', async () => {
    const server = startTradewind(['serve', '--port', '0'], options);
    await server.until('Stop it with Ctrl-C');
    const byFolder = await run('report', 'summary', '-o', 'json');
    server.child.kill('SIGTERM');
    const { code, stdout } = await server.result;
    expect(code).toBe(0);
    expect(byFolder.code).toBe(0);
    expect(stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
  });

  it('answers by its address whoever has the token', async () => {
    const server = startTradewind(['serve', '--port', '0'], options);
    await server.until('Stop it with Ctrl-C');
    const elsewhere = { folder: folder.path, variables: { TRADEWIND_HOME: join(folder.path, 'elsewhere') } };
    const argv = ['report', 'summary', '-o', 'json', '--server', await server.address()];
    const token = readFileSync(join(folder.path, 'state/token'), 'utf8').trim();
    const withToken = { ...elsewhere, variables: { ...elsewhere.variables, TRADEWIND_TOKEN: token } };
    const [refused, answered] = await Promise.all([runTradewind(argv, elsewhere), runTradewind(argv, withToken)]);
    server.child.kill('SIGTERM');
    await server.result;
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/^error: .*token/);
    expect(JSON.parse(answered.stdout)).toMatchObject({ total_resources: 13 });
  });
});

const bin = join(import.meta.dirname, '../../packages/tradewind/src/bin.ts');

/** Words behind `tradewind` on a command line of bash, as it splits them, and what Tab offers for the last. */
const completions: readonly (readonly [words: readonly string[], offered: readonly string[]])[] = [
  [
    ['report', 'c'],
    ['cost', 'compliance'],
  ],
  [['discover', '--types', 's'], ['s3']],
  [['discover', '--types', 'ec2,s'], ['ec2,s3']],
  [['resources', 'list', '-o', 'j'], ['json']],
  [['resources', 'list', '--output', '=', 'j'], ['json']],
  [['discover', '$(touch evil)', '--provid'], ['--providers']],
];

describe.skipIf(findCommand('bash') === null)('completion in bash', () => {
  it('offers what fits, and runs nothing of what stands on the line', () => {
    const cases = completions.map(([words]) => `complete_words ${words.map((word) => `'${word}'`).join(' ')}`);
    const script = [
      'tradewind() { "$TRADEWIND_NODE" "$TRADEWIND_BIN" "$@"; }',
      'script=$(tradewind completion bash)',
      // Sourcing it again, as a shell within a shell does, is fine.
      'source <(echo "$script"); source <(echo "$script")',
      // It can only be called while bash itself completes.
      'compopt() { :; }',
      'complete_words() { COMP_WORDS=(tradewind "$@"); COMP_CWORD=$#; _tradewind; echo "${COMPREPLY[*]}"; }',
      ...cases,
    ].join('\n');
    const { stdout, stderr } = spawnSync('bash', ['--norc', '-c', script], {
      encoding: 'utf8',
      cwd: folder.path,
      env: { ...process.env, TRADEWIND_NODE: process.execPath, TRADEWIND_BIN: bin },
    });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n')).toEqual(completions.map(([, offered]) => offered.join(' ')));
    expect(existsSync(join(folder.path, 'evil'))).toBe(false);
  });
});
