import { AwsError } from '../frame/aws-error.ts';
import { createQueryService } from '../frame/query-service.ts';
import type { QueryParameters } from '../frame/query-parameters.ts';
import type { AwsCall, AwsService } from '../frame/service.ts';
import { element, isoTime } from '../frame/xml.ts';

export const stsService: AwsService = createQueryService({
  name: 'sts',
  namespace: 'https://sts.amazonaws.com/doc/2011-06-15/',
  operations: { GetCallerIdentity: getCallerIdentity, AssumeRole: assumeRole },
});

function getCallerIdentity({ caller, estate }: AwsCall): string {
  return element('Arn', caller.arn) + element('UserId', caller.userId) + element('Account', estate.accountId);
}

const roleArnPattern = /^arn:aws:iam::(\d{12}):role\/([\w+=,.@/-]+)$/;
const defaultDurationSeconds = 3600;

/** Issues credentials of a session that the simulator accepts; every role of every account may be assumed. */
function assumeRole(call: AwsCall, parameters: QueryParameters): string {
  const [, accountId, rolePath] = roleArnPattern.exec(parameters.get('RoleArn') ?? '') ?? [];
  const sessionName = parameters.get('RoleSessionName') ?? '';
  const seconds = Number(parameters.get('DurationSeconds') ?? defaultDurationSeconds);
  if (accountId === undefined || rolePath === undefined) {
    throw new AwsError('ValidationError', `${parameters.get('RoleArn') ?? 'null'} is invalid`);
  }
  if (!/^[\w+=,.@-]{2,64}$/.test(sessionName)) {
    throw new AwsError('ValidationError', `Value '${sessionName}' at 'roleSessionName' failed to satisfy constraint`);
  }
  if (!Number.isInteger(seconds) || seconds < 900 || seconds > 43_200) {
    throw new AwsError('ValidationError', `Value '${seconds}' at 'durationSeconds' failed to satisfy constraint`);
  }
  const roleName = rolePath.split('/').at(-1) ?? rolePath;
  const roleId = `AROA${call.estate.ids.upperAlphanumeric('role', 17)}`;
  const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
  const userId = `${roleId}:${sessionName}`;
  const expiresAtMs = call.wallNowMs + seconds * 1000;
  const session = call.credentials.issue({ arn, userId, expiresAtMs });
  const user = element('AssumedRoleId', userId) + element('Arn', arn);
  const credentials =
    element('AccessKeyId', session.accessKeyId) +
    element('SecretAccessKey', session.secretAccessKey) +
    element('SessionToken', session.sessionToken) +
    element('Expiration', isoTime(expiresAtMs));
  return `<AssumedRoleUser>${user}</AssumedRoleUser><Credentials>${credentials}</Credentials>`;
}
