#!/usr/bin/env node
import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};
const argv = process.argv.slice(2);

// No await at the top: the launcher of the published package loads this file by `require`.
if (argv.length === 1 && (argv[0] === '--version' || argv[0] === '-V')) process.stdout.write(`${version}\n`);
else void run();

async function run(): Promise<void> {
  const { main } = await import('@tradewind/cli');
  const { createLoaders } = await import('./loaders.ts');
  process.exitCode = await main(argv, createLoaders({ version, program: process.argv[1] ?? '' }));
}
