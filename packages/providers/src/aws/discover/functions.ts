import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { ListFunctionsCommand, ListTagsCommand } from '../sdk/lambda.ts';
import {
  ProviderError,
  type CallContext,
  type DiscoveredPage,
  type DiscoveredResource,
  type Tags,
} from '@tradewind/core';
import { malformedReply } from '../errors.ts';
import { toFunction } from '../to-domain/function.ts';
import { toTagsFromRecord } from '../to-domain/resource.ts';
import type { DiscoveryScope } from './discoverer.ts';
import { mapConcurrently } from './map-concurrently.ts';
import { paginate } from './paginate.ts';
import { Problems } from './problems.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html, read 2026-11-20. */
const largestPage = 50;
const concurrency = 16;

/** All functions in their newest version; the tags take a call for each. */
export async function* discoverFunctions(scope: DiscoveryScope, context: CallContext): AsyncGenerator<DiscoveredPage> {
  const { session, region } = scope;
  const operation = { service: 'lambda', region, operation: 'ListFunctions' } as const;
  const pages = paginate(context, (marker, pageContext) =>
    session.call(operation, pageContext, async (lambda, options) => {
      const input = { MaxItems: Math.min(scope.pageSize ?? largestPage, largestPage), Marker: marker };
      const answer = await lambda.send(new ListFunctionsCommand(input), options);
      if (answer.Functions === undefined) throw malformedReply(`lambda:ListFunctions in ${region} has no functions`);
      return { items: answer.Functions, nextToken: answer.NextMarker };
    }),
  );
  for await (const functions of pages) yield await readPage(scope, functions, context);
}

async function readPage(
  scope: DiscoveryScope,
  functions: readonly FunctionConfiguration[],
  context: CallContext,
): Promise<DiscoveredPage> {
  const problems = new Problems('tags');
  const found = await mapConcurrently(
    functions,
    concurrency,
    async (configuration): Promise<DiscoveredResource | null> => {
      let tags: Tags | undefined;
      try {
        tags = await readTags(scope, configuration, context);
      } catch (error) {
        // Deleted since it was listed.
        if (error instanceof ProviderError && error.code === 'not_found') return null;
        problems.note(configuration.FunctionName ?? '', error);
      }
      return toFunction(await scope.owner(), configuration, tags);
    },
  );
  return { resources: found.filter((resource) => resource !== null), problems: problems.list() };
}

async function readTags(
  scope: DiscoveryScope,
  configuration: FunctionConfiguration,
  context: CallContext,
): Promise<Tags> {
  const operation = { service: 'lambda', region: scope.region, operation: 'ListTags' } as const;
  const answer = await scope.session.call(operation, context, (lambda, options) =>
    lambda.send(new ListTagsCommand({ Resource: configuration.FunctionArn }), options),
  );
  return toTagsFromRecord(answer.Tags);
}
