import { randomUUID } from 'node:crypto';
import type { FaultScope } from '../../faults/fault-engine.ts';
import type { World } from '../../world.ts';
import { authenticate, readClaim } from './authenticate.ts';
import { AwsError, type FrameFailure } from './aws-error.ts';
import type { AwsRequest } from './aws-request.ts';
import { changeEffects } from './change-effects.ts';
import type { AwsAnswer, AwsService } from './service.ts';
import type { SignatureClaim } from './sigv4.ts';

/** What to do with the connection, and the answer if there is one. */
export type CallResult =
  | { readonly outcome: 'refused' | 'hung' }
  | {
      readonly outcome: 'answered' | 'lost_reply' | 'malformed' | 'truncated';
      readonly answer: AwsAnswer;
      /** For `truncated`: whether Content-Length fits the half that comes. */
      readonly lengthFits: boolean;
      readonly latencyMs: number;
    };

export interface CallHandler {
  handle(request: AwsRequest): CallResult;
}

/** Decides what a call gets: faults of the connection first, then signature, then faults of the service, then the
 * operation, then faults of the reply. Nothing here waits, so that calls never mix. */
export function createCallHandler(world: World, services: readonly AwsService[]): CallHandler {
  const byName = new Map(services.map((service) => [service.name, service]));
  const anyService = services[0];
  if (anyService === undefined) throw new RangeError('a simulator needs at least one service');

  return {
    handle(request) {
      const claim = readClaim(request);
      const service = byName.get(claim?.service ?? '') ?? serviceByForm(request, byName) ?? anyService;
      const named = service.operationOf(request);
      const scope: FaultScope = {
        service: claim?.service ?? service.name,
        region: claim?.region ?? 'us-east-1',
        operation: named ?? request.form().get('Action') ?? `${request.method} ${request.rawPath}`,
      };
      const requestId = randomUUID();
      const atMs = world.wallNowMs();
      const log = (outcome: CallResult['outcome'], status: number | null, errorCode: string | null): void =>
        world.calls.add({ ...scope, atMs, status, outcome, errorCode, requestId });

      const cut = world.faults.hit(scope, ['refuse', 'hang']);
      if (cut !== null) {
        const outcome = cut.kind === 'refuse' ? 'refused' : 'hung';
        log(outcome, null, null);
        return { outcome };
      }
      const latencyMs = world.faults.latencyMs(scope);
      const { answer, errorCode } = answerOf({ world, request, claim, service, scope, named, requestId });
      const damage = world.faults.hit(scope, ['lost_reply', 'malformed', 'truncated']);
      const outcome = damage?.kind ?? 'answered';
      log(outcome, answer.status, errorCode);
      return { outcome, answer, latencyMs, lengthFits: damage?.kind === 'truncated' && damage.mode === 'short_body' };
    },
  };
}

interface AnswerContext {
  readonly world: World;
  readonly request: AwsRequest;
  readonly claim: SignatureClaim | null;
  readonly service: AwsService;
  readonly scope: FaultScope;
  /** The operation if the service has it. */
  readonly named: string | null;
  readonly requestId: string;
}

function answerOf(context: AnswerContext): { answer: AwsAnswer; errorCode: string | null } {
  const { service, request, requestId } = context;
  try {
    return { answer: runCall(context), errorCode: null };
  } catch (error) {
    if (error instanceof AwsError) {
      return { answer: service.renderError(error, { requestId, request }), errorCode: error.code };
    }
    // A bug of the simulator itself: the client sees the service's internal error, the person at the terminal the cause.
    process.stderr.write(
      `simulator: ${context.scope.service} ${context.scope.operation}: ${String((error as Error).stack)}\n`,
    );
    const internal = failure(context, 'internal', 'bug of the simulator, see its stderr');
    return { answer: service.renderError(internal, { requestId, request }), errorCode: internal.code };
  }
}

function runCall(context: AnswerContext): AwsAnswer {
  const { world, request, claim, service, scope, named, requestId } = context;
  if (claim === null) {
    const isSigned = request.header('authorization') !== null;
    throw failure(context, isSigned ? 'malformed_authentication' : 'missing_authentication');
  }
  if (claim.service !== service.name) {
    throw new AwsError('UnknownService', `The simulator does not serve ${claim.service}.`, { status: 404 });
  }
  const wallNowMs = world.wallNowMs();
  const authentication = authenticate(request, claim, { credentials: world.credentials, wallNowMs });
  if (!authentication.ok) throw failure(context, authentication.failure, authentication.detail);
  const { caller } = authentication;
  const refusal = faultError(context, caller.arn);
  if (refusal !== null) throw refusal;
  const region = world.estate.regions.get(claim.region);
  if (region === undefined || region.optInStatus === 'not-opted-in') throw failure(context, 'region_not_enabled');
  if (named === null) throw failure(context, 'unknown_operation');
  return service.run({
    request,
    service: service.name,
    operation: named,
    region,
    caller,
    requestId,
    nowMs: world.clock.nowMs(),
    wallNowMs,
    estate: world.estate,
    credentials: world.credentials,
    effects: changeEffects(world.faults, scope),
  });
}

/** The error of a fault that answers instead of the service. */
function faultError(context: AnswerContext, callerArn: string): AwsError | null {
  const { world, scope } = context;
  const fault = world.faults.hit(scope, ['expired_credentials', 'throttle', 'error', 'deny']);
  switch (fault?.kind) {
    case undefined:
      return null;
    case 'expired_credentials':
      return failure(context, 'expired_credentials');
    case 'deny':
      return failure(context, 'denied', fault.message ?? null, callerArn);
    case 'throttle':
      return withRetryAfter(failure(context, 'throttled'), fault.retry_after_seconds);
    case 'error': {
      const usual = failure(context, 'internal');
      const error = new AwsError(fault.code ?? usual.code, fault.message ?? usual.message, {
        status: fault.status ?? 500,
      });
      return withRetryAfter(error, fault.retry_after_seconds);
    }
  }
}

function withRetryAfter(error: AwsError, seconds: number | undefined): AwsError {
  if (seconds === undefined) return error;
  const { code, message, status, details } = error;
  return new AwsError(code, message, { status, details, headers: { 'retry-after': String(seconds) } });
}

function failure(
  context: AnswerContext,
  kind: FrameFailure,
  detail: string | null = null,
  callerArn = 'arn:aws:iam::anonymous',
): AwsError {
  return context.service.failures[kind]({ ...context.scope, callerArn, detail });
}

/** Whose words to answer in when no served service is named: the request's form tells the protocol. */
function serviceByForm(request: AwsRequest, byName: ReadonlyMap<string, AwsService>): AwsService | undefined {
  const version = request.form().get('Version');
  if (version === '2016-11-15') return byName.get('ec2');
  if (version !== null) return byName.get('sts');
  return byName.get(request.header('content-type')?.includes('json') === true ? 'eks' : 's3');
}
