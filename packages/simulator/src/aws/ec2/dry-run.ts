import { AwsError } from '../frame/aws-error.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';

/** Called by every change once it is checked and before it is made. */
export function refuseDryRun(parameters: QueryParameters): void {
  if (parameters.get('DryRun') !== 'true') return;
  const message = 'Request would have succeeded, but DryRun flag is set.';
  throw new AwsError('DryRunOperation', message, { status: 412 });
}
