import { CreateTagsCommand, DeleteTagsCommand } from '../sdk/ec2.ts';
import { toTagList, type Tagger } from './tagger.ts';

/** Instances, volumes, snapshots, addresses, NAT gateways: one operation for all that EC2 keeps. */
export const ec2Tagger: Tagger = {
  async set({ session }, ref, tags, context) {
    const operation = { service: 'ec2', region: ref.region, operation: 'CreateTags' } as const;
    await session.call(operation, context, (ec2, options) =>
      ec2.send(new CreateTagsCommand({ Resources: [ref.nativeId], Tags: toTagList(tags) }), options),
    );
  },
  async remove({ session }, ref, keys, context) {
    const operation = { service: 'ec2', region: ref.region, operation: 'DeleteTags' } as const;
    await session.call(operation, context, (ec2, options) =>
      ec2.send(new DeleteTagsCommand({ Resources: [ref.nativeId], Tags: keys.map((Key) => ({ Key })) }), options),
    );
  },
};
