/** The few levels that code below the server logs at; the message is static and the facts are fields. */
export interface PortLogger {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/** Counts of one unit of work, for the ledger and the metrics. Adapters and decorators only ever add to it. */
export interface CallCounters {
  calls: number;
  retries: number;
  throttled: number;
}

/** What comes with every call of a port. */
export interface CallContext {
  /** Aborts the call, its waits and its retries. Its reason is thrown unchanged. */
  readonly signal: AbortSignal;
  readonly logger: PortLogger;
  readonly counters: CallCounters;
}
