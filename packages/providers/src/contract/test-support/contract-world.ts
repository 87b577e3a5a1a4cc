import type { CloudProvider, InstanceSpec } from '@tradewind/core';
import type { Clock } from '../../call-policy/clock.ts';
import type { CallPolicy } from '../../call-policy/provider-call.ts';

/** Operations by what they do, whatever the provider calls them. */
export type ContractOperation = 'create_instance' | 'list_instances' | 'read_identity';

/** What can be made to go wrong. Without `count` it goes on. */
export type ContractFault =
  | {
      readonly kind: 'rate_limited';
      readonly operation: ContractOperation;
      readonly count?: number;
      readonly retryAfterSeconds?: number;
    }
  | {
      /** `lost_reply`: the work is done, then the connection breaks. `hang`: no answer ever. */
      readonly kind:
        | 'server_error'
        | 'malformed'
        | 'truncated'
        | 'lost_reply'
        | 'hang'
        | 'denied'
        | 'expired_credentials';
      readonly operation: ContractOperation;
      readonly count?: number;
    }
  /** What is made shows in reads only once the world has settled. */
  | { readonly kind: 'eventual_reads' }
  /** Every answer also holds what no schema knows yet. */
  | { readonly kind: 'unknown_fields' };

export interface ConnectWith {
  readonly policy: CallPolicy;
  /** For waits of the adapter's own. */
  readonly clock: Clock;
  readonly pageSize?: number;
}

/** A provider to test against, real or simulated, as far as the contract needs to steer and look into it. */
export interface ContractWorld {
  readonly region: string;
  /** A region in which there is nothing. */
  readonly emptyRegion: string;
  /** A machine that can be made there. */
  readonly spec: InstanceSpec;
  connect(options: ConnectWith): Promise<CloudProvider>;
  inject(fault: ContractFault): Promise<void>;
  /** Lets state changes under way come to their end and reads show everything. */
  settle(): Promise<void>;
  /** Ids of the instances that run or will, found out without the adapter and whatever reads show. */
  liveInstances(): Promise<string[]>;
  /** How many calls of the operation have reached the provider since the last reset. */
  countCalls(operation: ContractOperation): Promise<number>;
  /** No faults and no calls. Resources of earlier cases may stay: cases count from what they find. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
