import { execFile } from 'node:child_process';
import { findCommand } from '@tradewind/test-kit';
import type { AwsEndpoint } from './sdk-config.ts';

export interface AwsCliResult {
  readonly exitCode: number;
  readonly stdout: string;
  /** stdout parsed; null when the command printed no JSON. */
  readonly json: unknown;
  readonly stderr: string;
}

/** Runs the installed AWS CLI, unmodified, with no configuration but the endpoint, the region and the keys. */
export function runAwsCli(endpoint: AwsEndpoint, args: readonly string[], region = 'us-east-1'): Promise<AwsCliResult> {
  const command = findCommand('aws');
  if (command === null) throw new Error('the AWS CLI is not installed');
  const env = {
    PATH: process.env['PATH'],
    HOME: '/nonexistent',
    AWS_ACCESS_KEY_ID: endpoint.accessKeyId,
    AWS_SECRET_ACCESS_KEY: endpoint.secretAccessKey,
    AWS_DEFAULT_REGION: region,
    AWS_MAX_ATTEMPTS: '1',
    AWS_EC2_METADATA_DISABLED: 'true',
    // Version 2 only.
    AWS_PAGER: '',
  };
  return new Promise((resolve, reject) => {
    execFile(
      command,
      ['--endpoint-url', endpoint.url, '--output', 'json', ...args],
      { env, maxBuffer: 64 * 1024 * 1024 },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') {
          reject(new Error(`cannot run ${command}`, { cause: error }));
          return;
        }
        const json: unknown = /^\s*[[{]/.test(stdout) ? JSON.parse(stdout) : null;
        resolve({ exitCode: Number(error?.code ?? 0), stdout, json, stderr });
      },
    );
  });
}
