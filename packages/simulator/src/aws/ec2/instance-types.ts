/** vCPU and memory by family and size, as far as DescribeInstanceTypes answers them here: a part of EC2's list. */
export interface InstanceTypeFacts {
  readonly name: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  readonly architecture: 'x86_64' | 'arm64';
  readonly currentGeneration: boolean;
  readonly burstable: boolean;
  readonly hypervisor: 'nitro' | 'xen';
}

/** Vcpus of the sizes that follow EC2's doubling scheme. */
const doublingSizes: readonly (readonly [string, number])[] = [
  ['large', 2],
  ['xlarge', 4],
  ['2xlarge', 8],
  ['4xlarge', 16],
  ['8xlarge', 32],
  ['12xlarge', 48],
  ['16xlarge', 64],
  ['24xlarge', 96],
];

/** GiB of memory per vCPU of the families that follow the doubling scheme. */
const doublingFamilies: Readonly<Record<string, number>> = {
  m5: 4,
  m5a: 4,
  m6i: 4,
  m6a: 4,
  m6g: 4,
  m7i: 4,
  m7a: 4,
  m7g: 4,
  m8g: 4,
  c5: 2,
  c5a: 2,
  c6i: 2,
  c6a: 2,
  c6g: 2,
  c7i: 2,
  c7a: 2,
  c7g: 2,
  r5: 8,
  r5a: 8,
  r6i: 8,
  r6a: 8,
  r6g: 8,
  r7i: 8,
  r7a: 8,
  r7g: 8,
};

const burstableSizes: readonly (readonly [string, number, number])[] = [
  ['nano', 2, 512],
  ['micro', 2, 1024],
  ['small', 2, 2048],
  ['medium', 2, 4096],
  ['large', 2, 8192],
  ['xlarge', 4, 16_384],
  ['2xlarge', 8, 32_768],
];

/** Previous generations: name, vCPUs, MiB. */
const previousTypes: readonly (readonly [string, number, number])[] = [
  ['t1.micro', 1, 627],
  ['t2.nano', 1, 512],
  ['t2.micro', 1, 1024],
  ['t2.small', 1, 2048],
  ['t2.medium', 2, 4096],
  ['t2.large', 2, 8192],
  ['t2.xlarge', 4, 16_384],
  ['m1.small', 1, 1740],
  ['m3.medium', 1, 3840],
  ['m3.large', 2, 7680],
  ['m4.large', 2, 8192],
  ['m4.xlarge', 4, 16_384],
  ['m4.2xlarge', 8, 32_768],
  ['c3.large', 2, 3840],
  ['c4.large', 2, 3840],
  ['c4.xlarge', 4, 7680],
  ['c4.2xlarge', 8, 15_360],
  ['r3.large', 2, 15_616],
  ['r4.large', 2, 15_616],
  ['r4.xlarge', 4, 31_232],
];

/** T2 is not listed as a previous generation by EC2: its `currentGeneration` is true. */
const previousButCurrent = /^t2\./;

export const instanceTypes: ReadonlyMap<string, InstanceTypeFacts> = new Map(
  [...doubling(), ...burstable(), ...previous()].map((facts) => [facts.name, facts]),
);

/** Graviton families end in `g`, `gd` or `gn`, or start with `a1`. */
export function architectureOf(instanceType: string): 'x86_64' | 'arm64' {
  const [family = ''] = instanceType.split('.');
  return /^(a1|[a-z]+\d+g[a-z]*)$/.test(family) && !/^g\d/.test(family) ? 'arm64' : 'x86_64';
}

function doubling(): InstanceTypeFacts[] {
  return Object.entries(doublingFamilies).flatMap(([family, gibPerVcpu]) =>
    doublingSizes.map(([size, vcpus]) => ({
      name: `${family}.${size}`,
      vcpus,
      memoryMib: vcpus * gibPerVcpu * 1024,
      architecture: architectureOf(family),
      currentGeneration: true,
      burstable: false,
      hypervisor: 'nitro' as const,
    })),
  );
}

function burstable(): InstanceTypeFacts[] {
  return ['t3', 't3a', 't4g'].flatMap((family) =>
    burstableSizes.map(([size, vcpus, memoryMib]) => ({
      name: `${family}.${size}`,
      vcpus,
      memoryMib,
      architecture: architectureOf(family),
      currentGeneration: true,
      burstable: true,
      hypervisor: 'nitro' as const,
    })),
  );
}

function previous(): InstanceTypeFacts[] {
  return previousTypes.map(([name, vcpus, memoryMib]) => ({
    name,
    vcpus,
    memoryMib,
    architecture: 'x86_64',
    currentGeneration: previousButCurrent.test(name),
    burstable: name.startsWith('t'),
    hypervisor: 'xen',
  }));
}
