import type { CallContext, TaggableRef } from '@tradewind/core';
import { toArn } from '../arns.ts';
import { toTagList, type Tagger, type TaggingScope } from './tagger.ts';

/** Classic load balancers, whose id is a bare name, are tagged by an API of their own. */
export const loadBalancerTagger: Tagger = {
  async set(scope, ref, tags, context) {
    const { session } = scope;
    if (isClassic(ref)) {
      const { AddTagsCommand } = await import('../sdk/elb.ts');
      const operation = { service: 'elb', region: ref.region, operation: 'AddTags' } as const;
      const input = { LoadBalancerNames: [ref.nativeId], Tags: toTagList(tags) };
      await session.call(operation, context, (elb, options) => elb.send(new AddTagsCommand(input), options));
      return;
    }
    const { AddTagsCommand } = await import('../sdk/elbv2.ts');
    const operation = { service: 'elbv2', region: ref.region, operation: 'AddTags' } as const;
    const input = { ResourceArns: [await readArn(scope, ref, context)], Tags: toTagList(tags) };
    await session.call(operation, context, (elb, options) => elb.send(new AddTagsCommand(input), options));
  },

  async remove(scope, ref, keys, context) {
    const { session } = scope;
    if (isClassic(ref)) {
      const { RemoveTagsCommand } = await import('../sdk/elb.ts');
      const operation = { service: 'elb', region: ref.region, operation: 'RemoveTags' } as const;
      const input = { LoadBalancerNames: [ref.nativeId], Tags: keys.map((Key) => ({ Key })) };
      await session.call(operation, context, (elb, options) => elb.send(new RemoveTagsCommand(input), options));
      return;
    }
    const { RemoveTagsCommand } = await import('../sdk/elbv2.ts');
    const operation = { service: 'elbv2', region: ref.region, operation: 'RemoveTags' } as const;
    const input = { ResourceArns: [await readArn(scope, ref, context)], TagKeys: [...keys] };
    await session.call(operation, context, (elb, options) => elb.send(new RemoveTagsCommand(input), options));
  },
};

function isClassic(ref: TaggableRef): boolean {
  return !ref.nativeId.includes('/');
}

async function readArn(scope: TaggingScope, ref: TaggableRef, context: CallContext): Promise<string> {
  if (ref.nativeId.startsWith('arn:')) return ref.nativeId;
  const identity = await scope.identity.read(ref.region, context);
  return toArn(identity, { service: 'elasticloadbalancing', region: ref.region }, `loadbalancer/${ref.nativeId}`);
}
