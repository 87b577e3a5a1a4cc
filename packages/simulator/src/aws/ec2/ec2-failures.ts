import { failureErrors, notAuthorizedWords } from '../frame/failures.ts';

const notValidated = 'AWS was not able to validate the provided access credentials';

/** docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html, 2026-11-20. EC2 says AuthFailure of unknown keys,
 * of wrong signatures and of regions that are not enabled alike. */
export const ec2Failures = failureErrors({
  missing_authentication: ['MissingAuthenticationToken', 403, 'Request is missing Authentication Token'],
  malformed_authentication: ['IncompleteSignature', 400, 'The request signature does not conform to AWS standards'],
  unknown_access_key: ['AuthFailure', 401, notValidated],
  wrong_signature: ['AuthFailure', 401, notValidated],
  clock_skew: ['RequestExpired', 400, 'Request has expired.'],
  invalid_session_token: ['AuthFailure', 401, notValidated],
  expired_credentials: ['RequestExpired', 400, 'Request has expired.'],
  payload_mismatch: ['AuthFailure', 401, notValidated],
  region_not_enabled: ['AuthFailure', 401, notValidated],
  unknown_operation: [
    'InvalidAction',
    400,
    ({ operation }) => `The action ${operation} is not valid for this web service.`,
  ],
  denied: [
    'UnauthorizedOperation',
    403,
    (context) => `You are not authorized to perform this operation. ${notAuthorizedWords(context)}`,
  ],
  throttled: ['RequestLimitExceeded', 503, 'Request limit exceeded.'],
  internal: ['InternalError', 500, 'An internal error has occurred'],
});
