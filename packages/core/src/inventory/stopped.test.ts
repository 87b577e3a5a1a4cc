import { expect, test } from 'vitest';
import { sampleResource } from '../test-support/resources.ts';
import type { Resource } from './resource.ts';
import { findStoppedInstances } from './stopped.ts';

const nowMs = Date.parse('2026-11-20T12:00:00Z');

function stopped(attributes: Resource['attributes'], overrides: Partial<Omit<Resource, 'uid'>> = {}): Resource {
  return sampleResource({ status: 'stopped', attributes, ...overrides });
}

test.each<{ name: string; attributes: Resource['attributes']; expected: object }>([
  {
    name: 'with a known time',
    attributes: { machine_type: 'm5.large', stopped_at: '2026-10-01T00:00:00Z' },
    expected: { machineType: 'm5.large', stoppedAt: '2026-10-01T00:00:00Z', stoppedDays: 50 },
  },
  { name: 'without a time', attributes: {}, expected: { machineType: null, stoppedAt: null, stoppedDays: null } },
  {
    name: 'when the provider knows none',
    attributes: { stopped_at: null },
    expected: { stoppedAt: null, stoppedDays: null },
  },
  {
    name: 'with a time that is none',
    attributes: { stopped_at: 'GMT' },
    expected: { stoppedAt: null, stoppedDays: null },
  },
  { name: 'with a number for a time', attributes: { stopped_at: 5 }, expected: { stoppedAt: null, stoppedDays: null } },
])('a stopped instance $name', ({ attributes, expected }) => {
  const resource = stopped(attributes);
  expect([...findStoppedInstances([resource], nowMs)]).toMatchObject([
    { resource: { uid: resource.uid }, ...expected },
  ]);
});

test('only instances that are stopped are passed on, in their order and of every provider', () => {
  const first = stopped({}, { name: 'first' });
  const second = stopped({}, { provider: 'azure', resourceType: 'vm', name: 'second' });
  const others = [
    stopped({}, { kind: 'database', resourceType: 'rds' }),
    ...(['running', 'stopping', 'terminated', 'pending'] as const).map((status) => sampleResource({ status })),
  ];
  const names = [...findStoppedInstances([first, ...others, second], nowMs)].map(({ resource }) => resource.name);
  expect(names).toEqual(['first', 'second']);
});
