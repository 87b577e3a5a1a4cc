/** What the adapter uses of this part of the SDK: naming it here lets the bundle leave out the rest. */
export { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
