import type { CostFacts } from '../cost/cost-facts.ts';
import type { ProviderId } from '../inventory/provider.ts';
import type { ResourceTypeDescriptor } from '../inventory/resource-type.ts';
import type { ComputePort } from './compute-port.ts';
import type { DiscoveryPort } from './discovery-port.ts';
import type { TaggingPort } from './tagging-port.ts';

/** One configured account, subscription or project. Credentials are never part of it, only where to find them. */
export interface ConnectionSettings {
  /** Unique name, for example `aws` or `aws-production`. */
  readonly name: string;
  readonly provider: ProviderId;
  /** Named credentials of the provider's own chain (a profile); null for the chain's default. */
  readonly profile: string | null;
  /** Role or identity to assume on top of them, or null. */
  readonly roleToAssume: string | null;
  readonly externalId: string | null;
  /** Base address in place of the provider's own, for sovereign clouds, private stacks and proxies; null for its own. */
  readonly endpoint: string | null;
  /** PEM file of certificate authorities to trust besides the system's, or null. */
  readonly caFile: string | null;
}

/** What a provider offers beyond discovery, which every provider has. */
export const portNames = ['compute', 'tagging'] as const;
export type PortName = (typeof portNames)[number];

/** A port, or the reason why this provider has none, in words for a user. */
export type Capability = { readonly supported: true } | { readonly supported: false; readonly reason: string };

/** What is known of a provider without any credentials: data only. */
export interface ProviderDescription {
  readonly id: ProviderId;
  readonly displayName: string;
  readonly resourceTypes: readonly ResourceTypeDescriptor[];
  readonly capabilities: Readonly<Record<PortName, Capability>>;
  /** Names of the provider's public regions, to check configuration against; the account may have more. */
  readonly knownRegions: readonly string[];
  /** Prefixes of the tag keys that the provider sets itself. */
  readonly reservedTagPrefixes: readonly string[];
  readonly costFacts: CostFacts;
}

/** A provider reached through one connection. A port is null if and only if its capability says why. */
export interface CloudProvider {
  readonly description: ProviderDescription;
  readonly discovery: DiscoveryPort;
  readonly compute: ComputePort | null;
  readonly tagging: TaggingPort | null;
  /** Closes sockets and timers. Nothing may be called afterwards. */
  close(): void;
}
