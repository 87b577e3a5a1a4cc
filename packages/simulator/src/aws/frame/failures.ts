import { AwsError, type FailureContext, type FailureErrors, type FrameFailure } from './aws-error.ts';

type FailureRow = readonly [code: string, status: number, words: string | ((context: FailureContext) => string)];

/** Makes the errors of a service out of a table of code, status and words. */
export function failureErrors(rows: Readonly<Record<FrameFailure, FailureRow>>): FailureErrors {
  const entries = Object.entries(rows).map(([failure, [code, status, words]]) => [
    failure,
    (context: FailureContext) => {
      const message = typeof words === 'string' ? words : words(context);
      return new AwsError(code, context.detail === null ? message : `${message} (${context.detail})`, { status });
    },
  ]);
  return Object.fromEntries(entries) as FailureErrors;
}

export const notAuthorizedWords = ({ callerArn, service, operation }: FailureContext): string =>
  `User: ${callerArn} is not authorized to perform: ${service}:${operation}`;

const wrongSignatureWords =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key ' +
  'and signing method. Consult the service documentation for details.';

/** The codes of the query protocol: STS, RDS, ELB. */
export const queryFailures: FailureErrors = failureErrors({
  missing_authentication: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
  malformed_authentication: ['IncompleteSignature', 403, 'The request signature does not conform to AWS standards.'],
  unknown_access_key: ['InvalidClientTokenId', 403, 'The security token included in the request is invalid.'],
  wrong_signature: ['SignatureDoesNotMatch', 403, wrongSignatureWords],
  clock_skew: ['SignatureDoesNotMatch', 403, 'Signature expired: the request is not of this time'],
  invalid_session_token: ['InvalidClientTokenId', 403, 'The security token included in the request is invalid'],
  expired_credentials: ['ExpiredToken', 403, 'The security token included in the request is expired'],
  payload_mismatch: ['SignatureDoesNotMatch', 403, wrongSignatureWords],
  region_not_enabled: ['InvalidClientTokenId', 403, 'The security token included in the request is invalid'],
  unknown_operation: ['InvalidAction', 400, ({ operation }) => `Could not find operation ${operation}`],
  denied: ['AccessDenied', 403, notAuthorizedWords],
  throttled: ['Throttling', 400, 'Rate exceeded'],
  internal: ['InternalFailure', 500, 'An internal error has occurred.'],
});

const invalidToken = 'The security token included in the request is invalid.';

/** The codes of the JSON protocols (EKS, Lambda); a service may replace single ones. */
export const jsonFailureRows: Readonly<Record<FrameFailure, FailureRow>> = {
  missing_authentication: ['MissingAuthenticationTokenException', 403, 'Missing Authentication Token'],
  malformed_authentication: ['IncompleteSignatureException', 403, 'The request signature is incomplete.'],
  unknown_access_key: ['UnrecognizedClientException', 403, invalidToken],
  wrong_signature: ['InvalidSignatureException', 403, wrongSignatureWords],
  clock_skew: ['InvalidSignatureException', 403, 'Signature expired: the request is not of this time'],
  invalid_session_token: ['UnrecognizedClientException', 403, invalidToken],
  expired_credentials: ['ExpiredTokenException', 403, 'The security token included in the request is expired'],
  payload_mismatch: ['InvalidSignatureException', 403, wrongSignatureWords],
  region_not_enabled: ['UnrecognizedClientException', 403, invalidToken],
  unknown_operation: ['UnknownOperationException', 404, ({ operation }) => `Unknown operation ${operation}`],
  denied: ['AccessDeniedException', 403, notAuthorizedWords],
  throttled: ['ThrottlingException', 400, 'Rate exceeded'],
  internal: ['InternalServerException', 500, 'An internal error has occurred.'],
};

/** The codes of S3. */
export const s3Failures: FailureErrors = failureErrors({
  missing_authentication: ['AccessDenied', 403, 'Access Denied'],
  malformed_authentication: ['AuthorizationHeaderMalformed', 400, 'The authorization header is malformed'],
  unknown_access_key: ['InvalidAccessKeyId', 403, 'The AWS Access Key Id you provided does not exist in our records.'],
  wrong_signature: ['SignatureDoesNotMatch', 403, wrongSignatureWords],
  clock_skew: [
    'RequestTimeTooSkewed',
    403,
    'The difference between the request time and the current time is too large.',
  ],
  invalid_session_token: ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
  expired_credentials: ['ExpiredToken', 400, 'The provided token has expired.'],
  payload_mismatch: [
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
  ],
  region_not_enabled: ['InvalidToken', 400, 'The provided token is malformed or otherwise invalid.'],
  unknown_operation: ['MethodNotAllowed', 405, 'The specified method is not allowed against this resource.'],
  denied: ['AccessDenied', 403, 'Access Denied'],
  throttled: ['SlowDown', 503, 'Please reduce your request rate.'],
  internal: ['InternalError', 500, 'We encountered an internal error. Please try again.'],
});
