import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, temporaryFolder } from '@tradewind/test-kit';
import type { Figure } from './figure.ts';
import { runOk } from './measure.ts';
import { regions } from './regions.ts';

/** Cloud Custodian (PyPI `c7n`) over the same pages, where it is installed: a policy that lists all instances. */
export async function runCustodian(endpoint: string): Promise<Figure[]> {
  const custodian = findCommand('custodian');
  if (custodian === null) {
    process.stderr.write('Cloud Custodian is not installed (pip install c7n): not measured.\n');
    return [];
  }
  using folder = temporaryFolder('tradewind-custodian-');
  const policy = join(folder.path, 'policy.yaml');
  writeFileSync(policy, 'policies:\n  - name: all-instances\n    resource: aws.ec2\n');
  const regionArgs = regions.flatMap((region) => ['--region', region]);
  const done = await runOk(
    custodian,
    ['run', '--cache-period', '0', ...regionArgs, '-s', join(folder.path, 'out'), policy],
    {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
      AWS_DEFAULT_REGION: 'us-east-1',
    },
  );
  return [
    { bench: 'scale', what: 'Cloud Custodian, wall', value: done.wallMs / 1000, unit: 's', target: null },
    { bench: 'scale', what: 'Cloud Custodian, peak memory', value: done.peakRssMb, unit: 'MB', target: null },
  ];
}
