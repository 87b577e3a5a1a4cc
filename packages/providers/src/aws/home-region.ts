import type { ConnectionSettings } from '@tradewind/core';
import { mustBeEnabled } from './regions.ts';

const fallbackRegion = 'us-east-1';

/**
 * Where calls go that belong to no region in particular: the SDK's own default (AWS_REGION, or the profile's), which
 * also decides on the partition (public, China, GovCloud), else us-east-1. A region that an account must enable first refuses the credentials of one
 * that has not, so these calls never go there.
 */
export async function readHomeRegion(settings: ConnectionSettings): Promise<string> {
  const { loadConfig, NODE_REGION_CONFIG_FILE_OPTIONS, NODE_REGION_CONFIG_OPTIONS } =
    await import('@smithy/core/config');
  const profile = settings.profile === null ? {} : { profile: settings.profile };
  try {
    const region = await loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...profile })();
    return mustBeEnabled(region) ? fallbackRegion : region;
  } catch {
    return fallbackRegion;
  }
}
