import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { temporaryFolder } from '@tradewind/test-kit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from './planted-tree.ts';
import { runCommand, type CommandResult } from './run-command.ts';

const maxTarballBytes = 15 * 1024 * 1024;

/** The Node that runs the tests comes first, as it is the one that `#!/usr/bin/env node` has to find. */
const path = [dirname(process.execPath), process.env['PATH']].join(delimiter);

describe('the published package in an empty folder', () => {
  const folder = temporaryFolder();
  const installed = join(folder.path, 'node_modules/tradewind');
  let tarball: string;

  const run = async (command: string, args: readonly string[]): Promise<CommandResult> =>
    runCommand(command, args, {
      cwd: folder.path,
      env: { PATH: path, NO_COLOR: '1', TRADEWIND_HOME: join(folder.path, 'state') },
    });
  const succeed = async (command: string, args: readonly string[]): Promise<string> => {
    const { exitCode, output, stdout } = await run(command, args);
    if (exitCode !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${exitCode}:\n${output}`);
    return stdout;
  };

  beforeAll(async () => {
    await succeed(process.execPath, [join(repository, 'scripts/build-package.ts')]);
    await succeed('npm', ['pack', '--silent', join(repository, 'dist/package')]);
    tarball = join(folder.path, readdirSync(folder.path).find((name) => name.endsWith('.tgz')) ?? '');
    writeFileSync(join(folder.path, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    // Offline: there is nothing to fetch, since everything is in the tarball.
    await succeed('npm', ['install', '--offline', '--no-audit', '--no-fund', tarball]);
  });
  afterAll(() => folder[Symbol.dispose]());

  it('is small and has no dependency', () => {
    expect(statSync(tarball).size).toBeLessThan(maxTarballBytes);
    expect(readdirSync(join(folder.path, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual([
      'tradewind',
    ]);
  });

  it('brings the licences of what it contains', () => {
    expect(readdirSync(installed)).toEqual(expect.arrayContaining(['LICENSE', 'README.md', 'CHANGELOG.md']));
    expect(readFileSync(join(installed, 'THIRD-PARTY-LICENSES.txt'), 'utf8')).toContain('@aws-sdk/client-ec2');
  });

  it('answers --version without loading the program', async () => {
    const manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as { version: string };
    expect(await succeed('npx', ['tradewind', '--version'])).toBe(`${manifest.version}\n`);

    const withoutCode = join(folder.path, 'without-code');
    mkdirSync(withoutCode);
    await succeed('cp', ['-r', `${installed}/.`, withoutCode]);
    rmSync(join(withoutCode, 'lib'), { recursive: true });
    const launcher = join(withoutCode, 'bin/tradewind.cjs');
    expect(await succeed(process.execPath, [launcher, '--version'])).toBe(`${manifest.version}\n`);
  });

  it('says on an older Node what it needs', async () => {
    const oldNode = `
      Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.19.0' } });
      require(${JSON.stringify(join(installed, 'bin/tradewind.cjs'))});`;
    const { exitCode, output } = await run(process.execPath, ['--eval', oldNode]);
    expect(output).toBe('Tradewind needs Node 24 or newer; this is Node 20.19.0.\n');
    expect(exitCode).toBe(1);
  });

  it('loads no SDK for a command that needs none', async () => {
    const coverage = join(folder.path, 'coverage');
    const { exitCode } = await runCommand(process.execPath, [join(installed, 'bin/tradewind.cjs'), '--help'], {
      cwd: folder.path,
      env: { NODE_V8_COVERAGE: coverage },
    });
    expect(exitCode).toBe(0);
    const loaded = readdirSync(coverage)
      .flatMap((name) => {
        const report = JSON.parse(readFileSync(join(coverage, name), 'utf8')) as { result: Array<{ url: string }> };
        return report.result.map((script) => script.url);
      })
      .filter((url) => url.includes('/tradewind/lib/'));
    expect(loaded).not.toEqual([]);
    expect(loaded.filter((url) => /aws-sdk|smithy|kysely/.test(url))).toEqual([]);
    expect(readdirSync(join(installed, 'lib')).some((name) => name.includes('aws-sdk'))).toBe(true);
  });

  it('runs the demo', async () => {
    const { exitCode, output } = await run('npx', ['tradewind', 'demo']);
    expect(output).toContain('us-east-1');
    expect(exitCode).toBe(0);
    const inventory = JSON.parse(readFileSync(join(folder.path, 'cloud_inventory.json'), 'utf8')) as {
      resources: unknown[];
    };
    expect(inventory.resources.length).toBeGreaterThan(0);
  });

  it('is a library with types', async () => {
    writeFileSync(
      join(folder.path, 'use.ts'),
      `import { AWSManager, MultiCloudOrchestrator } from 'tradewind';
const orchestrator: MultiCloudOrchestrator = new MultiCloudOrchestrator();
orchestrator.addAwsRegion('us-east-1');
const names: string[] = [orchestrator.constructor.name, AWSManager.name];
console.log(names.join(' '));\n`,
    );
    expect(await succeed(process.execPath, ['use.ts'])).toBe('MultiCloudOrchestrator AWSManager\n');
    const tsc = join(repository, 'node_modules/@typescript/native/bin/tsc');
    const typeRoots = join(repository, 'node_modules/@types');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024', '--lib', 'esnext'];
    expect(
      await succeed(process.execPath, [tsc, ...options, '--typeRoots', typeRoots, '--types', 'node', 'use.ts']),
    ).toBe('');
  });
});
