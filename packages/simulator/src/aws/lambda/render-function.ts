import type { LambdaFunction } from '../estate/lambda-function.ts';

/** What ListFunctions answers of a function. */
export function functionToWire(lambdaFunction: LambdaFunction): Readonly<Record<string, unknown>> {
  const { name, environment, runtime, handler } = lambdaFunction;
  return {
    FunctionName: name,
    FunctionArn: lambdaFunction.arn,
    ...(runtime === null ? {} : { Runtime: runtime }),
    Role: lambdaFunction.roleArn,
    ...(handler === null ? {} : { Handler: handler }),
    CodeSize: lambdaFunction.codeSizeBytes,
    Description: lambdaFunction.description,
    Timeout: lambdaFunction.timeoutSeconds,
    MemorySize: lambdaFunction.memoryMb,
    LastModified: lambdaTime(lambdaFunction.lastModifiedAtMs),
    CodeSha256: lambdaFunction.codeSha256,
    Version: '$LATEST',
    ...(environment.size === 0 ? {} : { Environment: { Variables: Object.fromEntries(environment) } }),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: lambdaFunction.revisionId,
    PackageType: lambdaFunction.packageType,
    Architectures: [lambdaFunction.architecture],
    EphemeralStorage: { Size: lambdaFunction.ephemeralStorageMb },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
  };
}

/** Adds what Lambda answers only for one function: its state.
 * https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html, read 2026-11-20. */
export function functionWithStateToWire(lambdaFunction: LambdaFunction): Readonly<Record<string, unknown>> {
  const { state } = lambdaFunction;
  return {
    ...functionToWire(lambdaFunction),
    State: state,
    ...stateReasons[state],
    LastUpdateStatus: 'Successful',
  };
}

const stateReasons: Readonly<Record<LambdaFunction['state'], { StateReason?: string; StateReasonCode?: string }>> = {
  Active: {},
  Pending: { StateReason: 'The function is being created.', StateReasonCode: 'Creating' },
  Inactive: { StateReason: 'The function is inactive.', StateReasonCode: 'Idle' },
  Failed: { StateReason: 'The function could not be created.', StateReasonCode: 'InternalError' },
};

/** `2026-08-03T10:11:12.000+0000`: Lambda writes its zone without a colon. */
function lambdaTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '+0000');
}
