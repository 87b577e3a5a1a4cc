import { providerDisplayNames, type ProviderDescription } from '@tradewind/core';
import { awsCostFacts } from './cost/cost-facts.ts';
import { awsRegions } from './regions.ts';
import { awsResourceTypes } from './resource-types.ts';

/** Data only: reading it loads nothing of the SDK. */
export const awsDescription: ProviderDescription = {
  id: 'aws',
  displayName: providerDisplayNames.aws,
  resourceTypes: awsResourceTypes,
  capabilities: {
    compute: { supported: true },
    tagging: { supported: true },
  },
  knownRegions: awsRegions,
  // https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html, read 2026-11-20.
  reservedTagPrefixes: ['aws:'],
  costFacts: awsCostFacts,
};
