/** What the adapter uses of this part of the SDK: naming it here lets the bundle leave out the rest. */
export {
  LambdaClient,
  ListFunctionsCommand,
  ListTagsCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-lambda';
