import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { CollectionWriter, type UnitCounts } from './collection-writer.ts';
import { valuesPerRow, type FlatRows } from './found-row.ts';
import { TagIndex } from './tag-index.ts';

export interface CollectionIdentity {
  readonly provider: string;
  readonly account: string;
  readonly region: string;
  readonly resourceType: string;
  readonly connection: string;
}

/** A row of the ledger without what the writer itself counts. */
export interface UnitEnd {
  readonly connection: string;
  readonly provider: string;
  readonly account: string | null;
  readonly region: string;
  readonly resourceType: string;
  readonly position: number;
  readonly outcome: 'complete' | 'partial' | 'failed' | 'skipped';
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly calls: number;
  readonly retries: number;
  readonly throttled: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
}

/** Rows after which a transaction is committed: large enough that syncing to disk does not count. */
const rowsPerTransaction = 10_000;

/**
 * Writes what scans find: the only writer of the inventory's tables. Rows are committed in groups, at the latest with
 * `commit`, so that a killed process loses at most the last group of an unfinished scan.
 */
export class InventoryWriter {
  readonly #database: DatabaseSync;
  readonly #now: () => number;
  readonly #tags: TagIndex;
  readonly #units = new Map<number, CollectionWriter>();
  /** The latest scan that writes a collection, by the collection's id. */
  readonly #latestScan = new Map<number, number>();
  readonly #statements: ReturnType<typeof prepare>;
  #nextResourceId: number;
  #lastUnit: number;
  #rowsInTransaction = 0;

  /** @param lastUnit Handles of units begin above it. */
  constructor(database: DatabaseSync, now: () => number, lastUnit = 0) {
    this.#database = database;
    this.#now = now;
    this.#lastUnit = lastUnit;
    this.#tags = new TagIndex(database);
    this.#statements = prepare(database);
    const { last } = database.prepare('select coalesce(max(id), 0) as last from resource').get() as { last: number };
    this.#nextResourceId = last + 1;
  }

  /** The highest handle given to a unit. */
  get lastUnit(): number {
    return this.#lastUnit;
  }

  /** Records that a scan began, at once and durably, and answers its number. */
  beginScan(requestJson: string): number {
    this.#begin();
    const { number } = this.#statements.insertScan.get(this.#now(), requestJson) as { number: number };
    this.commit();
    return number;
  }

  setUnitsTotal(scan: number, total: number): void {
    this.#begin();
    this.#statements.setUnitsTotal.run(total, scan);
  }

  /** Opens a unit for writing and answers its handle, or null when a later scan already writes the same collection. */
  openUnit(scan: number, identity: CollectionIdentity): number | null {
    this.#begin();
    const { provider, account, region, resourceType, connection } = identity;
    const collection = this.#statements.upsertCollection.get(
      provider,
      account,
      region,
      resourceType,
      connection,
      scan,
    ) as {
      id: number;
      last_scan: number;
    };
    const latest = Math.max(collection.last_scan, this.#latestScan.get(collection.id) ?? 0);
    this.#latestScan.set(collection.id, latest);
    if (latest > scan) return null;
    this.#lastUnit += 1;
    const takeResourceId = (): number => this.#nextResourceId++;
    this.#units.set(
      this.#lastUnit,
      new CollectionWriter(this.#database, this.#tags, { collection: collection.id, scan, takeResourceId }),
    );
    return this.#lastUnit;
  }

  /** Writes resources of a unit. Answers false when a later scan has taken over: then the unit should end. */
  writeRows(unit: number, rows: FlatRows): boolean {
    const writer = this.#unit(unit);
    if (this.#isSuperseded(writer)) return false;
    this.#begin();
    const now = this.#now();
    for (let at = 0; at < rows.length; at += valuesPerRow) writer.write(rows, at, now);
    this.#rowsInTransaction += rows.length / valuesPerRow;
    if (this.#rowsInTransaction >= rowsPerTransaction) this.commit();
    return true;
  }

  /**
   * Ends a unit and writes its row of the ledger. `unit` is null when it was never opened; then what an earlier scan found
   * through the same connection is marked stale unless the unit was skipped.
   */
  closeUnit(
    scan: number,
    unit: number | null,
    end: UnitEnd,
  ): UnitCounts & Pick<UnitEnd, 'outcome' | 'reasonCode' | 'reason'> {
    this.#begin();
    const now = this.#now();
    let counts: UnitCounts = { found: 0, added: 0, changed: 0, removed: 0 };
    let { outcome, reasonCode, reason } = end;
    if (unit !== null) {
      const writer = this.#unit(unit);
      this.#units.delete(unit);
      if (this.#isSuperseded(writer)) {
        outcome = 'skipped';
        reasonCode = 'superseded';
        reason = `scan-${this.#latestScan.get(writer.collection)} started later and covers it`;
        counts = writer.counts;
      } else {
        counts = writer.close(outcome, now);
      }
    } else if (outcome === 'failed' || outcome === 'partial') {
      this.#statements.markStale.run(end.provider, end.connection, end.region, end.region, end.resourceType, scan);
      this.#statements.markFailed.run(end.provider, end.connection, end.region, end.region, end.resourceType, scan);
    }
    this.#statements.insertLedger.run(
      scan,
      end.position,
      end.connection,
      end.provider,
      end.account,
      end.region,
      end.resourceType,

      outcome,
      reasonCode,
      reason,
      counts.found,
      end.calls,
      end.retries,
      end.throttled,
      end.startedAt,
      end.finishedAt,
    );
    const { found, added, changed, removed } = counts;
    this.#statements[countUnit[outcome]].run(found, added, changed, removed, scan);
    return { ...counts, outcome, reasonCode, reason };
  }

  /** Ends a scan, durably. */
  finishScan(scan: number, status: string, problem: string | null): void {
    this.#begin();
    this.#statements.finishScan.run(status, this.#now(), problem, scan);
    this.commit();
  }

  /** Scans that were running when their process died become partial. Answers how many there were. */
  endAbandonedScans(): number {
    this.#begin();
    const { changes } = this.#statements.endAbandoned.run(this.#now());
    this.commit();
    return Number(changes);
  }

  /** Makes durable what was written. */
  commit(): void {
    if (!this.#database.isTransaction) return;
    this.#database.exec('commit');
    this.#rowsInTransaction = 0;
  }

  #begin(): void {
    if (!this.#database.isTransaction) this.#database.exec('begin immediate');
  }

  #unit(unit: number): CollectionWriter {
    const writer = this.#units.get(unit);
    if (writer === undefined) throw new Error(`unit ${unit} is not open`);
    return writer;
  }

  #isSuperseded(writer: CollectionWriter): boolean {
    return (this.#latestScan.get(writer.collection) ?? 0) > writer.scan;
  }
}

const countUnit = {
  complete: 'countComplete',
  partial: 'countPartial',
  failed: 'countFailed',
  skipped: 'countSkipped',
} as const;

function prepare(
  database: DatabaseSync,
): Record<
  | 'insertScan'
  | 'setUnitsTotal'
  | 'upsertCollection'
  | 'markStale'
  | 'markFailed'
  | 'insertLedger'
  | 'finishScan'
  | 'endAbandoned'
  | (typeof countUnit)[keyof typeof countUnit],
  StatementSync
> {
  const count = (column: string): StatementSync =>
    database.prepare(
      `update scan set resources = resources + ?, added = added + ?, changed = changed + ?, removed = removed + ?,
         ${column} = ${column} + 1 where number = ?`,
    );
  // What a later scan has written since is not for this one to judge. A region of '*' stands for all regions of the connection: they could not even be listed.
  const ofUnit = `provider = ? and connection = ? and (region = ? or '*' = ?) and resource_type = ?
    and last_scan <= ?`;
  return {
    insertScan: database.prepare(
      `insert into scan (status, started_at, request) values ('running', ?, ?) returning number`,
    ),
    setUnitsTotal: database.prepare('update scan set units_total = ? where number = ?'),
    upsertCollection: database.prepare(
      `insert into collection (provider, account, region, resource_type, connection, last_scan) values (?, ?, ?, ?, ?, ?)
       on conflict (provider, account, region, resource_type) do update
         set last_scan = max(last_scan, excluded.last_scan),
             connection = case when excluded.last_scan >= last_scan then excluded.connection else connection end
       returning id, last_scan`,
    ),
    markStale: database.prepare(
      `update resource set stale = 1, seen_at = (select confirmed_at from collection where id = resource.collection)
       where stale = 0 and collection in (select id from collection where ${ofUnit})`,
    ),
    markFailed: database.prepare(`update collection set last_outcome = 'failed' where ${ofUnit}`),
    insertLedger: database.prepare(
      `insert into scan_ledger (scan, position, connection, provider, account, region, resource_type, outcome, reason_code,
         reason, resources, calls, retries, throttled, started_at, finished_at)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    countComplete: count('units_complete'),
    countPartial: count('units_partial'),
    countFailed: count('units_failed'),
    countSkipped: count('units_skipped'),
    finishScan: database.prepare('update scan set status = ?, finished_at = ?, problem = ? where number = ?'),
    endAbandoned: database.prepare(
      `update scan set status = 'partial', finished_at = ?,
         problem = 'The process that ran this scan ended before the scan did. What it had found is kept; scan again for the rest.'
       where status = 'running'`,
    ),
  };
}
