/** What the adapter uses of this part of the SDK: naming it here lets the bundle leave out the rest. */
export { fromIni, fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
