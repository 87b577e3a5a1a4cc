import { TagResourceCommand, UntagResourceCommand } from '../sdk/lambda.ts';
import type { CallContext, TaggableRef } from '@tradewind/core';
import { toArn } from '../arns.ts';
import type { Tagger, TaggingScope } from './tagger.ts';

export const lambdaTagger: Tagger = {
  async set(scope, ref, tags, context) {
    const Resource = await readArn(scope, ref, context);
    const operation = { service: 'lambda', region: ref.region, operation: 'TagResource' } as const;
    await scope.session.call(operation, context, (lambda, options) =>
      lambda.send(new TagResourceCommand({ Resource, Tags: { ...tags } }), options),
    );
  },
  async remove(scope, ref, keys, context) {
    const Resource = await readArn(scope, ref, context);
    const operation = { service: 'lambda', region: ref.region, operation: 'UntagResource' } as const;
    await scope.session.call(operation, context, (lambda, options) =>
      lambda.send(new UntagResourceCommand({ Resource, TagKeys: [...keys] }), options),
    );
  },
};

async function readArn(scope: TaggingScope, ref: TaggableRef, context: CallContext): Promise<string> {
  const identity = await scope.identity.read(ref.region, context);
  return toArn(identity, { service: 'lambda', region: ref.region }, `function:${ref.nativeId}`);
}
