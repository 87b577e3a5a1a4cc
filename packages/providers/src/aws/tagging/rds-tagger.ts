import { AddTagsToResourceCommand, RemoveTagsFromResourceCommand } from '../sdk/rds.ts';
import type { CallContext, TaggableRef } from '@tradewind/core';
import { toArn } from '../arns.ts';
import { toTagList, type Tagger, type TaggingScope } from './tagger.ts';

export const rdsTagger: Tagger = {
  async set(scope, ref, tags, context) {
    const ResourceName = await readArn(scope, ref, context);
    const operation = { service: 'rds', region: ref.region, operation: 'AddTagsToResource' } as const;
    await scope.session.call(operation, context, (rds, options) =>
      rds.send(new AddTagsToResourceCommand({ ResourceName, Tags: toTagList(tags) }), options),
    );
  },
  async remove(scope, ref, keys, context) {
    const ResourceName = await readArn(scope, ref, context);
    const operation = { service: 'rds', region: ref.region, operation: 'RemoveTagsFromResource' } as const;
    await scope.session.call(operation, context, (rds, options) =>
      rds.send(new RemoveTagsFromResourceCommand({ ResourceName, TagKeys: [...keys] }), options),
    );
  },
};

async function readArn(scope: TaggingScope, ref: TaggableRef, context: CallContext): Promise<string> {
  const identity = await scope.identity.read(ref.region, context);
  const kind = ref.resourceType === 'rds_cluster' ? 'cluster' : 'db';
  return toArn(identity, { service: 'rds', region: ref.region }, `${kind}:${ref.nativeId}`);
}
