/** What the simulator did with a call: an HTTP status, or what happened to the connection instead of a whole answer. */
export type CallOutcome = 'answered' | 'refused' | 'hung' | 'lost_reply' | 'malformed' | 'truncated';

export interface CallRecord {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  /** By the wall clock, when the call had been read. */
  readonly atMs: number;
  /** The status that the service answered, also when the answer then got lost; null when it never ran. */
  readonly status: number | null;
  readonly outcome: CallOutcome;
  readonly errorCode: string | null;
  readonly requestId: string;
}

export interface CallLog {
  add(record: CallRecord): void;
  /** Oldest first. */
  list(): readonly CallRecord[];
  clear(): void;
}

/** Keeps the latest `capacity` calls. */
export function createCallLog(capacity = 10_000): CallLog {
  let records: CallRecord[] = [];
  return {
    add(record) {
      records.push(record);
      // Cutting at twice the capacity keeps adding cheap.
      if (records.length >= capacity * 2) records = records.slice(-capacity);
    },
    list: () => records.slice(-capacity),
    clear() {
      records = [];
    },
  };
}
