/**
 * The neutral facts that adapters report per kind in `Resource.attributes`. A fact that the provider does not tell is
 * left out; null says that the provider tells that there is none (an address with `associated_with: null` is unused).
 * Lists are sets: their order means nothing. Keys are snake_case since they reach files and the API unchanged. Times are
 * ISO 8601 in UTC.
 */
export interface CommonAttributes {
  /** True when its tags could not be read: `tags` is then empty and says nothing. */
  readonly tags_unknown?: true;
}

export interface InstanceAttributes {
  readonly machine_type?: string;
  readonly zone?: string;
  readonly image_id?: string;
  readonly architecture?: string;
  readonly lifecycle?: 'on_demand' | 'spot';
  readonly launched_at?: string;
  /** When it was stopped, where the provider tells. */
  readonly stopped_at?: string | null;
  readonly private_ip?: string | null;
  readonly public_ip?: string | null;
  readonly network_id?: string | null;
  readonly subnet_id?: string | null;
  /** Native ids of attached volumes. */
  readonly volume_ids?: readonly string[];
  readonly platform?: string;
}

export interface VolumeAttributes {
  readonly size_gib?: number;
  readonly volume_type?: string;
  readonly iops?: number | null;
  readonly throughput_mibps?: number | null;
  readonly zone?: string;
  readonly encrypted?: boolean;
  /** Native ids of what it is attached to: instances, or a managed service's own resources. Empty when unattached. */
  readonly attached_to?: readonly string[];
}

export interface SnapshotAttributes {
  /** Size of the source volume: the stored size is at most that. */
  readonly size_gib?: number;
  readonly source_volume_id?: string | null;
  readonly encrypted?: boolean;
  /** `standard` or `archive`. */
  readonly storage_tier?: string;
  readonly description?: string;
}

export interface AddressAttributes {
  readonly public_ip?: string;
  /** Native id of what uses it (instance or network interface), or null when nothing does. */
  readonly associated_with?: string | null;
}

export interface BucketAttributes {
  /** Region in which the data lies. */
  readonly location?: string;
}

export interface DatabaseAttributes {
  readonly engine?: string;
  readonly engine_version?: string;
  readonly machine_type?: string;
  readonly storage_gib?: number;
  readonly storage_type?: string;
  readonly multi_zone?: boolean;
  /** Native id of the cluster that it belongs to, or null. */
  readonly cluster_id?: string | null;
  readonly zone?: string;
  readonly endpoint?: string | null;
}

export interface DatabaseClusterAttributes {
  readonly engine?: string;
  readonly engine_version?: string;
  readonly member_ids?: readonly string[];
  readonly multi_zone?: boolean;
  readonly endpoint?: string | null;
}

export interface KubernetesClusterAttributes {
  readonly version?: string;
  readonly endpoint?: string | null;
  readonly node_group_count?: number;
}

export interface FunctionAttributes {
  readonly runtime?: string | null;
  readonly memory_mib?: number;
  readonly timeout_s?: number;
  readonly architecture?: string;
  readonly code_size_bytes?: number;
  readonly last_modified_at?: string;
}

export interface LoadBalancerAttributes {
  /** `application`, `network`, `gateway` or `classic`. */
  readonly load_balancer_type?: string;
  readonly scheme?: string;
  readonly dns_name?: string;
  readonly network_id?: string;
  /** Registered targets over all target groups; left out when it could not be read. */
  readonly target_count?: number;
}

export interface NatGatewayAttributes {
  readonly network_id?: string;
  readonly subnet_id?: string;
  readonly public_ip?: string | null;
  readonly connectivity?: 'public' | 'private';
}
