import { z } from 'zod';

/** What every resource of an estate has. */
export interface ResourceBase {
  /** Creation order within its store; page tokens name it, so that changes between two pages neither skip nor repeat. */
  readonly sequence: number;
  readonly createdAtMs: number;
  /** Simulated time from which reads show the resource (eventual reads); 0 for what was there at the start. */
  visibleFromMs: number;
  tags: ReadonlyMap<string, string>;
  /** What reads still show in place of `tags` until a simulated time (eventual reads). */
  staleTags?: { readonly tags: ReadonlyMap<string, string>; readonly untilMs: number } | undefined;
}

export function isVisible(resource: ResourceBase, nowMs: number): boolean {
  return nowMs >= resource.visibleFromMs;
}

/** What reads show, in order of creation. */
export function visibleResources<R extends ResourceBase>(resources: Iterable<R>, nowMs: number): R[] {
  return Array.from(resources)
    .filter((resource) => isVisible(resource, nowMs))
    .sort((a, b) => a.sequence - b.sequence);
}

export function visibleTags(resource: ResourceBase, nowMs: number): ReadonlyMap<string, string> {
  const { staleTags } = resource;
  return staleTags !== undefined && nowMs < staleTags.untilMs ? staleTags.tags : resource.tags;
}

/** Replaces the tags; reads show the old ones for another `readDelayMs` of simulated time. */
export function changeTags(
  resource: ResourceBase,
  tags: ReadonlyMap<string, string>,
  nowMs: number,
  readDelayMs: number,
): void {
  if (readDelayMs > 0) resource.staleTags = { tags: visibleTags(resource, nowMs), untilMs: nowMs + readDelayMs };
  resource.tags = tags;
}

export const tagsSchema = z
  .union([z.record(z.string(), z.string()), z.array(z.strictObject({ key: z.string(), value: z.string() }))], {
    error: 'tags are a map of strings, or a list of { key, value }',
  })
  .meta({ id: 'tags', description: 'tags as a map, or as a list of { key, value }' });

export function toTags(tags: z.infer<typeof tagsSchema> | undefined, name?: string): Map<string, string> {
  const entries: [string, string][] = Array.isArray(tags)
    ? tags.map(({ key, value }) => [key, value])
    : Object.entries(tags ?? {});
  return new Map(name === undefined ? entries : [['Name', name], ...entries]);
}
