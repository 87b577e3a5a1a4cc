import { daysSince } from '../days-since.ts';
import { readText } from './read-attribute.ts';
import { toResourceReference } from './resource-reference.ts';
import type { ResourceReference } from './resource-reference.ts';
import type { Resource } from './resource.ts';

/** An instance that is stopped: not running, not gone. */
export interface StoppedInstance {
  readonly resource: ResourceReference;
  readonly machineType: string | null;
  /** ISO 8601 in UTC, or null when the provider does not tell. */
  readonly stoppedAt: string | null;
  /** Whole days, or null when the time of the stop is not known. */
  readonly stoppedDays: number | null;
}

/** Passes on the stopped instances of all providers in their order, with how long they have been stopped at `nowMs`. */
export function* findStoppedInstances(resources: Iterable<Resource>, nowMs: number): Generator<StoppedInstance, void> {
  for (const resource of resources) {
    if (resource.kind === 'instance' && resource.status === 'stopped') yield toStoppedInstance(resource, nowMs);
  }
}

/** What is known of the stop of an instance that is stopped. */
export function toStoppedInstance(resource: Resource, nowMs: number): StoppedInstance {
  const stoppedAt = readText(resource.attributes, 'stopped_at') ?? null;
  const stoppedDays = daysSince(stoppedAt, nowMs);
  return {
    resource: toResourceReference(resource),
    machineType: readText(resource.attributes, 'machine_type') ?? null,
    stoppedAt: stoppedDays === null ? null : stoppedAt,
    stoppedDays,
  };
}
