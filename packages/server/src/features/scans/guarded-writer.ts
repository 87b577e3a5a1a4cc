import type { DatabaseSync } from 'node:sqlite';
import { toStorageError } from '../../database/storage-error.ts';
import { InventoryWriter } from './inventory-writer.ts';

/**
 * An `InventoryWriter` that never goes on after a failure. A statement that fails (a full disk, say) may have rolled back
 * what was written and confirmed before it, of every scan: all of them are then told so at their next call, and none of
 * them ends as complete. Scans that begin later are written anew.
 */
export class GuardedWriter {
  readonly #database: DatabaseSync;
  readonly #file: string;
  readonly #now: () => number;
  #writer: InventoryWriter;
  /** Scans up to this number have lost something, and why; units up to that handle are theirs. */
  #broken: { readonly scan: number; readonly unit: number; readonly error: Error } | null = null;
  #lastScan = 0;

  constructor(database: DatabaseSync, file: string, now: () => number) {
    this.#database = database;
    this.#file = file;
    this.#now = now;
    this.#writer = new InventoryWriter(database, now);
  }

  beginScan(requestJson: string): number {
    this.#lastScan = this.#run(() => this.#writer.beginScan(requestJson));
    return this.#lastScan;
  }

  setUnitsTotal(scan: number, total: number): void {
    this.#refuseBrokenScan(scan);
    this.#run(() => this.#writer.setUnitsTotal(scan, total));
  }

  openUnit(...args: Parameters<InventoryWriter['openUnit']>): ReturnType<InventoryWriter['openUnit']> {
    this.#refuseBrokenScan(args[0]);
    return this.#run(() => this.#writer.openUnit(...args));
  }

  writeRows(...args: Parameters<InventoryWriter['writeRows']>): boolean {
    if (this.#broken !== null && args[0] <= this.#broken.unit) throw this.#broken.error;
    return this.#run(() => this.#writer.writeRows(...args));
  }

  closeUnit(...args: Parameters<InventoryWriter['closeUnit']>): ReturnType<InventoryWriter['closeUnit']> {
    this.#refuseBrokenScan(args[0]);
    return this.#run(() => this.#writer.closeUnit(...args));
  }

  /** A scan that has lost something ends as partial at best, with the reason. */
  finishScan(scan: number, status: string, problem: string | null): void {
    const lost = this.#broken !== null && scan <= this.#broken.scan ? this.#broken.error.message : null;
    const endedStatus = lost !== null && status === 'complete' ? 'partial' : status;
    this.#run(() => this.#writer.finishScan(scan, endedStatus, problem ?? lost));
  }

  endAbandonedScans(): number {
    return this.#run(() => this.#writer.endAbandonedScans());
  }

  commit(): void {
    this.#run(() => this.#writer.commit());
  }

  #refuseBrokenScan(scan: number): void {
    if (this.#broken !== null && scan <= this.#broken.scan) throw this.#broken.error;
  }

  #run<T>(write: () => T): T {
    try {
      return write();
    } catch (thrown) {
      const error = toStorageError(thrown, this.#file) ?? (thrown as Error);
      if (this.#database.isTransaction) this.#database.exec('rollback');
      const unit = this.#writer.lastUnit;
      this.#broken = { scan: this.#lastScan, unit, error };
      // What it remembers (ids of tags, of resources) may have been rolled back.
      this.#writer = new InventoryWriter(this.#database, this.#now, unit);
      throw error;
    }
  }
}
