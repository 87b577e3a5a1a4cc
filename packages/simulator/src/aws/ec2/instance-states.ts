import type { InstanceState } from '../estate/instance.ts';

export const stateCodes: Readonly<Record<InstanceState, number>> = {
  pending: 0,
  running: 16,
  'shutting-down': 32,
  terminated: 48,
  stopping: 64,
  stopped: 80,
};

export function instanceStateXml(name: string, state: InstanceState): string {
  return `<${name}><code>${stateCodes[state]}</code><name>${state}</name></${name}>`;
}
