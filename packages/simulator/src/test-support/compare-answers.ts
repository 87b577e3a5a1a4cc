/** A difference that is meant: `path` and everything below it is not compared. */
export interface Deviation {
  /** For example `Buckets[].CreationDate`. */
  readonly path: string;
  readonly reason: string;
}

/** Several deviations below one path that have one reason. */
export function deviationsBelow(parent: string, names: readonly string[], reason: string): readonly Deviation[] {
  return names.map((name) => ({ path: `${parent}.${name}`, reason }));
}

export interface Comparison {
  /** The oracle's answer. */
  readonly moto: unknown;
  readonly simulator: unknown;
  readonly deviations?: readonly Deviation[];
  /** Fields whose values, not only types, must be the same. */
  readonly sameValues?: readonly string[];
}

type FieldTypes = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Compares two answers field by field: which fields there are (of all items of a list together), of which type, and for
 * `sameValues` with which values. Returns the differences, and the deviations that were declared and are none.
 */
export function compareAnswers(comparison: Comparison): readonly string[] {
  const { deviations = [], sameValues = [] } = comparison;
  const moto = fieldTypes(comparison.moto);
  const simulator = fieldTypes(comparison.simulator);
  const used = new Set<Deviation>();
  const differences: string[] = [];
  const report = (path: string, difference: string): void => {
    const declared = deviations.find((deviation) => covers(deviation.path, path));
    if (declared === undefined) differences.push(`${path}: ${difference}`);
    else used.add(declared);
  };
  for (const path of new Set([...moto.keys(), ...simulator.keys()])) {
    const [expected, actual] = [typesAt(moto, path), typesAt(simulator, path)];
    if (actual === null) report(path, `only moto answers it (${expected})`);
    else if (expected === null) report(path, `only the simulator answers it (${actual})`);
    else if (expected !== actual) report(path, `moto answers ${expected}, the simulator ${actual}`);
  }
  for (const path of sameValues) {
    const [expected, actual] = [comparison.moto, comparison.simulator].map((answer) => valuesAt(answer, path));
    if (expected === '[]') report(path, 'moto answers no value to compare with');
    else if (expected !== actual) report(path, `moto answers ${expected}, the simulator ${actual}`);
  }
  for (const deviation of deviations) {
    if (!used.has(deviation)) differences.push(`${deviation.path}: declared as a deviation, and there is none`);
  }
  return differences;
}

function covers(declared: string, path: string): boolean {
  return path === declared || path.startsWith(`${declared}.`) || path.startsWith(`${declared}[`);
}

function typesAt(fields: FieldTypes, path: string): string | null {
  const types = fields.get(path);
  return types === undefined ? null : Array.from(types).sort().join(' or ');
}

/** Every field with its types. What is undefined is not there; `$metadata` belongs to the client. */
function fieldTypes(answer: unknown): FieldTypes {
  const fields = new Map<string, Set<string>>();
  const visit = (path: string, value: unknown): void => {
    if (value === undefined || value === null) return;
    if (path !== '') fields.set(path, (fields.get(path) ?? new Set<string>()).add(typeName(value)));
    if (Array.isArray(value)) for (const item of value) visit(`${path}[]`, item);
    else if (isPlainObject(value)) for (const [name, item] of Object.entries(value)) visit(join(path, name), item);
  };
  visit('', answer);
  return fields;
}

function join(path: string, name: string): string {
  return path === '' ? name : `${path}.${name}`;
}

function typeName(value: unknown): string {
  if (Array.isArray(value)) return 'list';
  if (value instanceof Date) return 'date';
  return typeof value;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Date);
}

function valuesAt(answer: unknown, path: string): string {
  let values: unknown[] = [answer];
  for (const part of path.split('.')) {
    const name = part.replaceAll('[]', '');
    values = values.flatMap((value) => {
      const found = isPlainObject(value) ? (value as Record<string, unknown>)[name] : undefined;
      if (found === undefined) return [];
      return part.endsWith('[]') && Array.isArray(found) ? (found as unknown[]) : [found];
    });
  }
  return JSON.stringify(values);
}

/** An answer of the SDK without what belongs to the client. */
export function withoutMetadata<T extends object>(answer: T): Omit<T, '$metadata'> {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => name !== '$metadata')) as Omit<T, '$metadata'>;
}
