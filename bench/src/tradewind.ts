import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '@tradewind/test-kit';
import { run, type Run } from './measure.ts';

/** The command as it is published: `npm run bench` builds the package first. */
export const command = join(import.meta.dirname, '../../dist/package/bin/tradewind.cjs');

export interface DiscoverOptions {
  readonly endpoint: string;
  readonly accessKeyId?: string;
  readonly secretAccessKey?: string;
  readonly args: readonly string[];
}

interface ScanFigures {
  readonly resources: number;
  /** From the start of the scan to its end, as the ledger says. */
  readonly scanMs: number;
}

/** Runs `tradewind discover` on a fresh state folder. */
export async function discover(options: DiscoverOptions): Promise<Run & ScanFigures> {
  using folder = temporaryFolder('tradewind-bench-');
  const config = join(folder.path, 'tradewind.yaml');
  writeFileSync(config, `connections:\n  - name: aws\n    provider: aws\n    endpoint: ${options.endpoint}\n`);
  const done = await run(process.execPath, [command, 'discover', '--config', config, '-o', 'json', ...options.args], {
    TRADEWIND_HOME: join(folder.path, 'state'),
    AWS_ACCESS_KEY_ID: options.accessKeyId ?? 'bench',
    AWS_SECRET_ACCESS_KEY: options.secretAccessKey ?? 'bench',
    AWS_EC2_METADATA_DISABLED: 'true',
  });
  if (done.exitCode !== 0)
    throw new Error(`tradewind discover exited with ${done.exitCode}:\n${done.stderr}\n${done.stdout.slice(0, 2000)}`);
  const scan = JSON.parse(done.stdout) as { resources: number; started_at: string; finished_at: string };
  return { ...done, resources: scan.resources, scanMs: Date.parse(scan.finished_at) - Date.parse(scan.started_at) };
}
