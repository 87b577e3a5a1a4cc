/** A published price. Money is integer micro-dollars (USD x 1,000,000). */
export interface Price {
  readonly micros: number;
  /** Where the figure was published. */
  readonly source: string;
  /** ISO date on which it was read there. */
  readonly date: string;
}

/**
 * What a price is asked for. `item` by `what`: the machine type (on demand, without licence fees), the volume type, the
 * snapshot's storage tier, `unassociated` (an address that nothing uses), the load balancer's type (its fixed fee, without
 * traffic); each in the provider's own word.
 */
export interface PriceQuery {
  readonly what: 'instance_hour' | 'volume_gib_month' | 'snapshot_gib_month' | 'address_hour' | 'load_balancer_hour';
  readonly region: string;
  readonly item: string;
}

/** What the cost rules need to know of one provider, handed in by its adapter. */
export interface CostFacts {
  /** The price, or null when it is not known: never a guess and never 0 for an unknown one. */
  readPrice(query: PriceQuery): Price | null;
  /** Volume types that a newer one replaces at a lower price, old to new, for example gp2 to gp3. */
  readonly volumeTypeSuccessors: Readonly<Record<string, string>>;
  /** I/O operations per second that a volume type's price per GiB includes, by type; absent where not known. */
  readonly includedIops?: Readonly<Record<string, number>>;
  /** The current type that replaces this one of a previous generation, or null when it is current or unknown. */
  readSuccessorOf(machineType: string): string | null;
  /** True when the provider counts this machine type as previous generation, also when no successor is known. */
  isPreviousGeneration(machineType: string): boolean;
}
