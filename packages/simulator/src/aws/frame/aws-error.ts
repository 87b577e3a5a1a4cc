/** An error that a service answers: its code and words are AWS's own. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Further elements of the error answer, for example S3's `BucketName`. */
  readonly details: Readonly<Record<string, string>>;

  constructor(
    code: string,
    message: string,
    options: {
      readonly status?: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly details?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(message);
    this.name = 'AwsError';
    this.code = code;
    this.status = options.status ?? 400;
    this.headers = options.headers ?? {};
    this.details = options.details ?? {};
  }
}

/** What goes wrong before or around an operation, the same for all services; each has its own codes for it. */
export type FrameFailure =
  | 'missing_authentication'
  | 'malformed_authentication'
  | 'unknown_access_key'
  | 'wrong_signature'
  | 'clock_skew'
  | 'invalid_session_token'
  | 'expired_credentials'
  | 'payload_mismatch'
  | 'region_not_enabled'
  | 'unknown_operation'
  | 'denied'
  | 'throttled'
  | 'internal';

export interface FailureContext {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  /** ARN of the caller, as far as it is known. */
  readonly callerArn: string;
  /** What a person should know beside the standard words; null for none. */
  readonly detail: string | null;
}

export type FailureErrors = Readonly<Record<FrameFailure, (context: FailureContext) => AwsError>>;
