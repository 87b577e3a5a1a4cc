/** A stream of numbers that one seed and one label always give again (sfc32, seeded by a hash of the label). */
export interface Random {
  /** An integer from 0 to 2^32 - 1. */
  uint32(): number;
  /** A fraction from 0 (included) to 1 (excluded). */
  fraction(): number;
  /** An integer from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  pick<T>(items: readonly T[]): T;
  hex(digits: number): string;
}

export function seededRandom(seed: number | string, label = ''): Random {
  let [a, b, c, d] = hash128(`${seed}/${label}`);
  const uint32 = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  const fraction = (): number => uint32() / 0x1_0000_0000;
  const integer = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));
  return {
    uint32,
    fraction,
    integer,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError('cannot pick from an empty list');
      return items[integer(0, items.length - 1)] as T;
    },
    hex(digits) {
      let text = '';
      while (text.length < digits) text += uint32().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

/** FNV-1a over four lanes and a final avalanche: spreads labels that differ in one character. */
function hash128(text: string): [number, number, number, number] {
  const lanes: [number, number, number, number] = [0x811c9dc5, 0x01000193, 0x9e3779b9, 0x85ebca6b];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    for (let lane = 0; lane < 4; lane += 1) {
      lanes[lane] = Math.imul((lanes[lane] as number) ^ (code + lane), 0x01000193 + lane * 2);
    }
  }
  return lanes.map((lane) => {
    let mixed = Math.imul(lane ^ (lane >>> 16), 0x7feb352d);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b);
    return (mixed ^ (mixed >>> 16)) | 0;
  }) as [number, number, number, number];
}
