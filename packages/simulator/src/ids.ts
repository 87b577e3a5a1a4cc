import { seededRandom, type Random } from './random.ts';

/** Makes ids that a seed gives again in the same order; every kind has its own stream, so that one more volume moves no
 * instance's id. */
export interface IdSource {
  /** An id in EC2's long form: the prefix, a dash and 17 hexadecimal digits. */
  ec2(prefix: string): string;
  hex(kind: string, digits: number): string;
  upperAlphanumeric(kind: string, length: number): string;
  uuid(kind: string): string;
  ipv4(kind: string): readonly [number, number, number];
}

const upperAlphanumerics = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

export function seededIds(seed: number | string, label = ''): IdSource {
  const streams = new Map<string, Random>();
  const stream = (kind: string): Random => {
    let random = streams.get(kind);
    if (random === undefined) {
      random = seededRandom(seed, `${label}/${kind}`);
      streams.set(kind, random);
    }
    return random;
  };
  return {
    ec2: (prefix) => `${prefix}-0${stream(prefix).hex(16)}`,
    hex: (kind, digits) => stream(kind).hex(digits),
    upperAlphanumeric(kind, length) {
      const random = stream(kind);
      return Array.from({ length }, () => upperAlphanumerics[random.uint32() % 32]).join('');
    },
    uuid(kind) {
      const digits = stream(kind).hex(32);
      return [0, 8, 12, 16, 20].map((from, n) => digits.slice(from, [8, 12, 16, 20, 32][n])).join('-');
    },
    ipv4(kind) {
      const random = stream(kind);
      return [random.integer(0, 255), random.integer(0, 255), random.integer(4, 254)];
    },
  };
}
