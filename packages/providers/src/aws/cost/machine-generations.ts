/**
 * Families of a previous generation, each with the current family that has the same sizes and costs no more, or null:
 * those of https://aws.amazon.com/ec2/previous-generation/ (read 2026-11-20), those of which DescribeInstanceTypes says
 * `currentGeneration: false`, and T2.
 */
const successorFamilies: ReadonlyMap<string, string | null> = new Map([
  ['a1', null],
  ['c1', null],
  ['c3', 'c6i'],
  ['c4', 'c6i'],
  ['cc2', null],
  ['cr1', null],
  ['d2', 'd3'],
  ['f1', null],
  ['g2', null],
  ['g3', null],
  ['g3s', null],
  ['h1', null],
  ['hs1', null],
  ['i2', 'i3'],
  ['m1', null],
  ['m2', null],
  ['m3', 'm6i'],
  ['m4', 'm6i'],
  ['p2', null],
  ['p3', null],
  ['p3dn', null],
  ['r3', 'r6i'],
  ['r4', 'r6i'],
  ['t1', 't3'],
  ['t2', 't3'],
]);

/** Sizes that the successor does not have, or that are another number of processors there. */
const withoutEqual: ReadonlySet<string> = new Set(['c4.8xlarge', 'd2.8xlarge', 'm3.medium', 'm4.10xlarge']);

export function isPreviousGeneration(machineType: string): boolean {
  return successorFamilies.has(familyOf(machineType));
}

export function readSuccessorOf(machineType: string): string | null {
  const family = successorFamilies.get(familyOf(machineType)) ?? null;
  if (family === null || withoutEqual.has(machineType)) return null;
  return `${family}${machineType.slice(machineType.indexOf('.'))}`;
}

function familyOf(machineType: string): string {
  return machineType.slice(0, Math.max(0, machineType.indexOf('.')));
}
