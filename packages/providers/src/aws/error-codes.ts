import type { ProviderErrorCode } from '@tradewind/core';

/**
 * The provider's codes by what they mean to us. Names come from the services' error lists, read 2026-11-20:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and the models in the SDK's clients.
 */
const codesByMeaning: Readonly<Partial<Record<ProviderErrorCode, readonly string[]>>> = {
  unauthenticated: [
    'AuthFailure',
    'ExpiredToken',
    'ExpiredTokenException',
    'IncompleteSignature',
    'IncompleteSignatureException',
    'InvalidAccessKeyId',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'InvalidToken',
    'MissingAuthenticationToken',
    'MissingAuthenticationTokenException',
    'RequestExpired',
    'RequestInTheFuture',
    'RequestTimeTooSkewed',
    'SignatureDoesNotMatch',
    'TokenRefreshRequired',
    'UnrecognizedClientException',
  ],
  forbidden: [
    'AccessDenied',
    'AccessDeniedException',
    'AccountProblem',
    'AllAccessDisabled',
    'Blocked',
    'NotAuthorized',
    'OptInRequired',
    'PendingVerification',
    'UnauthorizedOperation',
  ],
  invalid: ['InvalidInstanceID.Malformed', 'InvalidTag', 'TagLimitExceeded', 'TooManyTags', 'TooManyTagsException'],
  conflict: [
    'IdempotentInstanceTerminated',
    'IdempotentParameterMismatch',
    'IncorrectInstanceState',
    'IncorrectState',
    'OperationAborted',
    'OperationNotPermitted',
    'ResourceConflictException',
    'ResourceInUseException',
  ],
  quota: ['InstanceLimitExceeded', 'VcpuLimitExceeded', 'MaxSpotInstanceCountExceeded', 'TooManyBuckets'],
  unavailable: ['ConcurrentTagAccess', 'RequestCanceled'],
  unsupported: ['InvalidAction', 'UnknownOperationException', 'UnsupportedOperation', 'NotImplemented', 'Unsupported'],
};

const meaningByCode = new Map<string, ProviderErrorCode>(
  Object.entries(codesByMeaning).flatMap(([meaning, codes]) =>
    codes.map((code) => [code, meaning as ProviderErrorCode] as const),
  ),
);

/** Families of codes that the services build by rule. */
const meaningByPattern: readonly (readonly [RegExp, ProviderErrorCode])[] = [
  [/NotFound(Fault|Exception)?$|^NoSuch|^NotFoundException$|^ResourceNotFound/, 'not_found'],
  [/AlreadyExists|AlreadyOwnedByYou|\.Duplicate$|^Duplicate/, 'already_exists'],
  [/^InsufficientInstanceCapacity|^Insufficient.*Capacity/, 'no_capacity'],
  [/LimitExceeded|QuotaExceeded/, 'quota'],
  [/^Invalid.*State|InUse$/, 'conflict'],
];

/** What a refusal means, or null when neither the code nor the status tells. Throttling is recognised before. */
export function readMeaning(code: string, httpStatus: number | undefined): ProviderErrorCode | null {
  const known = meaningByCode.get(code) ?? meaningByPattern.find(([pattern]) => pattern.test(code))?.[1];
  if (known !== undefined) return known;
  if (httpStatus === undefined) return null;
  if (httpStatus === 501) return 'unsupported';
  if (httpStatus >= 500) return 'unavailable';
  if (httpStatus === 401) return 'unauthenticated';
  if (httpStatus === 403) return 'forbidden';
  if (httpStatus === 404) return 'not_found';
  if (httpStatus === 409) return 'conflict';
  return httpStatus >= 400 ? 'invalid' : null;
}

/** Nothing reached the provider: connecting failed. */
export const connectFailureCodes: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
]);

/** The other side's certificate is not trusted: waiting will not help. */
export const certificateFailurePattern = /CERT|SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/;
