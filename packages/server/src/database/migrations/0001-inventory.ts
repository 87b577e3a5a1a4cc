import { sql, type Kysely } from 'kysely';

/** Scans with their ledger, the resources that exist, their history, and the tag index. See `../schema.ts`. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('scan')
    .addColumn('number', 'integer', (column) => column.primaryKey())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('finished_at', 'bigint')
    .addColumn('request', 'text', (column) => column.notNull())
    .addColumn('problem', 'text')
    .addColumn('resources', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('added', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('changed', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('removed', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('units_total', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('units_complete', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('units_partial', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('units_failed', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('units_skipped', 'integer', (column) => column.notNull().defaultTo(0))
    .execute();

  await db.schema
    .createTable('scan_ledger')
    .addColumn('scan', 'integer', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('account', 'text')
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('resource_type', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('reason_code', 'text')
    .addColumn('reason', 'text')
    .addColumn('resources', 'integer', (column) => column.notNull())
    .addColumn('calls', 'integer', (column) => column.notNull())
    .addColumn('retries', 'integer', (column) => column.notNull())
    .addColumn('throttled', 'integer', (column) => column.notNull())
    .addColumn('started_at', 'bigint')
    .addColumn('finished_at', 'bigint')
    .addPrimaryKeyConstraint('scan_ledger_pk', ['scan', 'position'])
    .execute();

  await db.schema
    .createTable('collection')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('account', 'text', (column) => column.notNull())
    .addColumn('region', 'text', (column) => column.notNull())
    .addColumn('resource_type', 'text', (column) => column.notNull())
    .addColumn('connection', 'text', (column) => column.notNull())
    .addColumn('last_scan', 'integer', (column) => column.notNull())
    .addColumn('last_outcome', 'text')
    .addColumn('confirmed_at', 'bigint')
    .addUniqueConstraint('collection_identity', ['provider', 'account', 'region', 'resource_type'])
    .execute();

  await db.schema
    .createTable('resource')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('collection', 'integer', (column) => column.notNull())
    .addColumn('native_id', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('provider_status', 'text')
    .addColumn('created_at', 'text')
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('attributes', 'text', (column) => column.notNull())
    .addColumn('first_seen_at', 'bigint', (column) => column.notNull())
    .addColumn('valid_from', 'bigint', (column) => column.notNull())
    .addColumn('valid_from_scan', 'integer', (column) => column.notNull())
    .addColumn('stale', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('seen_at', 'bigint')
    .addUniqueConstraint('resource_identity', ['collection', 'native_id'])
    .execute();

  await db.schema
    .createTable('resource_history')
    .addColumn('collection', 'integer', (column) => column.notNull())
    .addColumn('native_id', 'text', (column) => column.notNull())
    .addColumn('valid_from', 'bigint', (column) => column.notNull())
    .addColumn('valid_to', 'bigint', (column) => column.notNull())
    .addColumn('scan', 'integer', (column) => column.notNull())
    .addColumn('removed', 'integer', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('provider_status', 'text')
    .addColumn('created_at', 'text')
    .addColumn('tags', 'text', (column) => column.notNull())
    .addColumn('attributes', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('resource_history_pk', ['collection', 'native_id', 'valid_from'])
    .execute();
  await db.schema.createIndex('resource_history_valid_to').on('resource_history').column('valid_to').execute();

  await db.schema
    .createTable('tag')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addUniqueConstraint('tag_identity', ['key', 'value'])
    .execute();

  await db.schema
    .createTable('resource_tag')
    .addColumn('tag', 'integer', (column) => column.notNull())
    .addColumn('resource', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('resource_tag_pk', ['tag', 'resource'])
    // SQLite keeps such a table as one B-tree in key order: the index is the table.
    .modifyEnd(sql`without rowid`)
    .execute();
}
