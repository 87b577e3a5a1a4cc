import { visibleResources } from '../../estate/resource.ts';
import type { LambdaFunction } from '../estate/lambda-function.ts';
import { settleRegion } from '../estate/settle-region.ts';
import type { AwsCall } from '../frame/service.ts';
import { functionNotFound } from './lambda-errors.ts';

/** What reads show, in order of creation. */
export function visibleFunctions(call: AwsCall): readonly LambdaFunction[] {
  settleRegion(call.region, call.nowMs);
  return visibleResources(call.region.functions.values(), call.nowMs);
}

/** `name`, `123456789012:function:name` or a whole ARN, each with or without `:qualifier`. */
const namePattern =
  /^(?:(?:arn:aws:lambda:(?<region>[a-z0-9-]+):)?(?<account>\d{12}):function:)?(?<name>[a-zA-Z0-9-_]+)(?::(?<qualifier>[a-zA-Z0-9$_-]+))?$/;

/** A function by any form of its name. The estate has no published versions and aliases: `$LATEST` is all there is. */
export function findFunction(call: AwsCall, reference: string): LambdaFunction {
  const { name, region, account, qualifier } = namePattern.exec(reference)?.groups ?? {};
  const asked = call.request.query().get('Qualifier') ?? qualifier ?? '$LATEST';
  const found = visibleFunctions(call).find((lambdaFunction) => lambdaFunction.name === name);
  const isElsewhere =
    (region !== undefined && region !== call.region.name) ||
    (account !== undefined && account !== call.region.accountId);
  if (found === undefined || isElsewhere || asked !== '$LATEST') {
    throw functionNotFound(call, asked === '$LATEST' ? (name ?? reference) : `${name ?? reference}:${asked}`);
  }
  return found;
}
