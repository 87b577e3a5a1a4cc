import type { AwsEstate } from '../estate/aws-estate.ts';
import type { AwsRegion } from '../estate/region.ts';
import type { AwsError, FailureErrors } from './aws-error.ts';
import type { AwsRequest } from './aws-request.ts';
import type { Credential, CredentialStore } from './credentials.ts';

/** What faults do to changes that a call makes. Asking counts as being hit, so ask only when a change is made. */
export interface ChangeEffects {
  /** How long a state change takes, in simulated ms: `usualMs` unless a `slow_states` fault says otherwise. */
  transitionMs(usualMs: number): number;
  /** How long reads do not show the change, in simulated ms: 0 unless there is an `eventual_reads` fault. */
  readDelayMs(): number;
}

/** A call whose signature holds. */
export interface AwsCall {
  readonly request: AwsRequest;
  readonly service: string;
  readonly operation: string;
  readonly region: AwsRegion;
  readonly caller: Credential;
  readonly requestId: string;
  /** Simulated time. */
  readonly nowMs: number;
  /** The wall clock's time, which credentials expire by. */
  readonly wallNowMs: number;
  readonly estate: AwsEstate;
  readonly credentials: CredentialStore;
  readonly effects: ChangeEffects;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One AWS service: names its operations, runs them, and says errors in its own words. */
export interface AwsService {
  /** The name in the credential scope, which routes calls here. */
  readonly name: string;
  /** Null when the request is none of the service's operations. */
  operationOf(request: AwsRequest): string | null;
  /** Throws an AwsError for what the service refuses. It runs to its end without waiting, so that calls do not mix. */
  run(call: AwsCall): AwsAnswer;
  renderError(error: AwsError, context: { readonly requestId: string; readonly request: AwsRequest }): AwsAnswer;
  readonly failures: FailureErrors;
}
