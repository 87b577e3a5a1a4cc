import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import type { ConfigurationProblem } from './configuration-error.ts';

export type ValuePath = readonly PropertyKey[];

/** A YAML document that knows where each of its values stands. */
export interface LocatedYaml {
  readonly value: unknown;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly ConfigurationProblem[];
  /** Places a message at a value; at what contains it when there is none. */
  problemAt(path: ValuePath, message: string): ConfigurationProblem;
  /** Places a message at a key. */
  problemAtKey(path: ValuePath, message: string): ConfigurationProblem;
}

export function parseLocatedYaml(text: string, source: string): LocatedYaml {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const place = (offset: number, message: string): ConfigurationProblem => {
    const { line, col } = lines.linePos(offset);
    return { source, line: Math.max(line, 1), column: Math.max(col, 1), message };
  };
  const problems = [...document.errors, ...document.warnings].map(({ pos, message }) => place(pos[0], message));
  return {
    value: problems.length > 0 ? null : document.toJS(),
    problems,
    problemAt: (path, message) => place(offsetOfValue(document, path), message),
    problemAtKey: (path, message) => place(offsetOfKey(document, path) ?? offsetOfValue(document, path), message),
  };
}

function offsetOfValue(document: Document, path: ValuePath): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range != null) return node.range[0];
    const key = offsetOfKey(document, path.slice(0, depth));
    if (key !== null) return key;
  }
  return document.contents?.range?.[0] ?? 0;
}

function offsetOfKey(document: Document, path: ValuePath): number | null {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(parent)) return null;
  const name = String(path.at(-1));
  const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && String(item.key.value) === name);
  return isNode(pair?.key) ? (pair.key.range?.[0] ?? null) : null;
}
