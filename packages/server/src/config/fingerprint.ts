import { createHash } from 'node:crypto';
import type { Configuration } from './configuration.ts';

/** Equal for configurations with equal effects, wherever they were read from. */
export function toFingerprint(configuration: Configuration): string {
  const { connections, requiredTags, tagsCaseSensitive, reports, scan } = configuration;
  const effective = { connections, requiredTags, tagsCaseSensitive, reports, scan };
  return createHash('sha256').update(JSON.stringify(effective)).digest('hex');
}
