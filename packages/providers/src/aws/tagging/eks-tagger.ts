import { TagResourceCommand, UntagResourceCommand } from '../sdk/eks.ts';
import type { CallContext, TaggableRef } from '@tradewind/core';
import { toArn } from '../arns.ts';
import type { Tagger, TaggingScope } from './tagger.ts';

export const eksTagger: Tagger = {
  async set(scope, ref, tags, context) {
    const resourceArn = await readArn(scope, ref, context);
    const operation = { service: 'eks', region: ref.region, operation: 'TagResource' } as const;
    await scope.session.call(operation, context, (eks, options) =>
      eks.send(new TagResourceCommand({ resourceArn, tags: { ...tags } }), options),
    );
  },
  async remove(scope, ref, keys, context) {
    const resourceArn = await readArn(scope, ref, context);
    const operation = { service: 'eks', region: ref.region, operation: 'UntagResource' } as const;
    await scope.session.call(operation, context, (eks, options) =>
      eks.send(new UntagResourceCommand({ resourceArn, tagKeys: [...keys] }), options),
    );
  },
};

async function readArn(scope: TaggingScope, ref: TaggableRef, context: CallContext): Promise<string> {
  const identity = await scope.identity.read(ref.region, context);
  return toArn(identity, { service: 'eks', region: ref.region }, `cluster/${ref.nativeId}`);
}
