import type { Tags } from '../inventory/resource.ts';
import type { CallContext } from './call-context.ts';
import type { DiscoveredResource } from './discovery-port.ts';

export interface InstanceSpec {
  readonly region: string;
  readonly name: string | null;
  readonly machineType: string;
  readonly imageId: string;
  readonly tags: Tags;
  readonly zone?: string;
  readonly subnetId?: string;
  readonly securityGroupIds?: readonly string[];
  readonly keyName?: string;
}

export interface InstanceRef {
  readonly region: string;
  readonly nativeId: string;
}

/** Machines. Reads may lag behind changes: a machine just made can be `not_found` for some seconds. */
export interface ComputePort {
  /**
   * Makes one machine. `idempotencyKey` (1 to 64 printable ASCII characters) identifies the wish: calling again with the
   * same key and spec, also from another process, answers the same machine and makes no second one. Success means that
   * the provider accepted it; it may still be `pending`.
   * @throws ProviderError `conflict` when the key was used with another spec; `quota`, `no_capacity`, `invalid`,
   *   `forbidden`; `outcome: unknown` when the reply was lost: call again with the same key.
   */
  createInstance(spec: InstanceSpec, idempotencyKey: string, context: CallContext): Promise<DiscoveredResource>;

  /** @throws ProviderError `not_found` when it does not exist (or is not visible yet). */
  readInstance(ref: InstanceRef, context: CallContext): Promise<DiscoveredResource>;

  /**
   * Asks for it to run. Success means accepted, or that it runs already; idempotent without a key.
   * @throws ProviderError `not_found`; `conflict` when its state forbids it (terminated, stopping).
   */
  startInstance(ref: InstanceRef, context: CallContext): Promise<void>;

  /** Asks for it to stop. Success means accepted, or that it is stopped already. Errors as for `startInstance`. */
  stopInstance(ref: InstanceRef, context: CallContext): Promise<void>;

  /**
   * Asks for its removal. Success means accepted, under way, done before, or that it is gone: terminating twice is fine.
   * @throws ProviderError `conflict` when it is protected against termination.
   */
  terminateInstance(ref: InstanceRef, context: CallContext): Promise<void>;
}
