import { ProviderError, type TaggableRef, type TaggingPort } from '@tradewind/core';
import { readHomeRegion } from './home-region.ts';
import type { IdentityLookup } from './identity.ts';
import { isAwsResourceType, type AwsResourceTypeId } from './resource-types.ts';
import type { AwsSession } from './session.ts';
import type { Tagger } from './tagging/tagger.ts';
import { Turns } from './tagging/turns.ts';

const loadEc2Tagger = async (): Promise<Tagger> => (await import('./tagging/ec2-tagger.ts')).ec2Tagger;
const loadRdsTagger = async (): Promise<Tagger> => (await import('./tagging/rds-tagger.ts')).rdsTagger;

/** Loads the tagger of one type, and with it that service's part of the SDK, when it is first asked for. */
const taggers: { readonly [T in AwsResourceTypeId]: () => Promise<Tagger> } = {
  ec2: loadEc2Tagger,
  ebs_volume: loadEc2Tagger,
  ebs_snapshot: loadEc2Tagger,
  elastic_ip: loadEc2Tagger,
  nat_gateway: loadEc2Tagger,
  rds: loadRdsTagger,
  rds_cluster: loadRdsTagger,
  s3: async () => (await import('./tagging/bucket-tagger.ts')).bucketTagger,
  eks: async () => (await import('./tagging/eks-tagger.ts')).eksTagger,
  lambda: async () => (await import('./tagging/lambda-tagger.ts')).lambdaTagger,
  load_balancer: async () => (await import('./tagging/load-balancer-tagger.ts')).loadBalancerTagger,
};

export function createTagging(session: AwsSession, identity: IdentityLookup): TaggingPort {
  const scope = { session, identity, turns: new Turns(), homeRegion: () => readHomeRegion(session.settings) };

  return {
    async setTags(ref, tags, context) {
      const keys = Object.keys(tags);
      const tagger = await loadTagger(ref, keys);
      if (keys.length > 0) await tagger.set(scope, ref, tags, context);
    },
    async removeTags(ref, keys, context) {
      const tagger = await loadTagger(ref, keys);
      if (keys.length > 0) await tagger.remove(scope, ref, keys, context);
    },
  };
}

async function loadTagger(ref: TaggableRef, keys: readonly string[]): Promise<Tagger> {
  if (!isAwsResourceType(ref.resourceType)) throw invalid(`AWS has no resource type ${ref.resourceType}`);
  // The services refuse it each in words of its own, S3 not until it has been asked to replace all tags.
  const reserved = keys.find((key) => /^aws:/i.test(key));
  if (reserved !== undefined)
    throw invalid(`the tag ${reserved} cannot be changed: AWS reserves keys that begin with aws:`);
  return taggers[ref.resourceType]();
}

function invalid(message: string): ProviderError {
  return new ProviderError(message, { code: 'invalid', outcome: 'not-applied' });
}
