import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Tags whose ids are remembered; names of machines make nearly every value of `Name` a tag of its own. */
const rememberedTags = 50_000;

/** Keeps the index from tags to the resources that have them. */
export class TagIndex {
  readonly #ids = new Map<string, number>();
  readonly #find: StatementSync;
  readonly #insertTag: StatementSync;
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare('select id from tag where key = ? and value = ?');
    this.#insertTag = database.prepare('insert into tag (key, value) values (?, ?) returning id');
    this.#insert = database.prepare('insert into resource_tag (tag, resource) values (?, ?) on conflict do nothing');
    this.#delete = database.prepare('delete from resource_tag where tag = ? and resource = ?');
  }

  /** `tags` is a JSON object of strings. */
  add(resource: number, tags: string): void {
    if (tags === '{}') return;
    for (const [key, value] of entriesOf(tags)) this.#insert.run(this.#idOf(key, value), resource);
  }

  remove(resource: number, tags: string): void {
    if (tags === '{}') return;
    for (const [key, value] of entriesOf(tags)) this.#delete.run(this.#idOf(key, value), resource);
  }

  #idOf(key: string, value: string): number {
    const name = `${key}\u0000${value}`;
    const known = this.#ids.get(name);
    if (known !== undefined) return known;
    const { id } = (this.#find.get(key, value) ?? this.#insertTag.get(key, value)) as { id: number };
    if (this.#ids.size >= rememberedTags) this.#ids.clear();
    this.#ids.set(name, id);
    return id;
  }
}

function entriesOf(tags: string): [string, string][] {
  return Object.entries(JSON.parse(tags) as Record<string, string>);
}
