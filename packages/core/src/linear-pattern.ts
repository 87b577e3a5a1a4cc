/**
 * Patterns that users write, matched in time linear in the text. The platform's regular expressions backtrack: a pattern
 * such as `(a|a)*b` can occupy a process for years, and no simple check of the pattern tells which ones do. So here all
 * ways through the pattern are followed at once (Thompson, "Regular expression search algorithm", CACM 11(6), 1968); the
 * platform checks the syntax and decides only whether one character fits one atom.
 */
import { parsePattern } from './linear-pattern-syntax.ts';
import type { PatternNode } from './linear-pattern-syntax.ts';

export interface LinearPattern {
  /** Whether the whole text fits, as if the pattern stood between `^` and `$`. */
  matches(text: string): boolean;
}

export type CompiledPattern =
  | { readonly ok: true; readonly pattern: LinearPattern }
  | { readonly ok: false; readonly problem: string };

/** Patterns that unfold to more states are refused, so that time is bounded by this times the length of the text. */
const maximumStates = 2_000;

type State =
  | { readonly kind: 'atom'; readonly fits: (character: string) => boolean; readonly next: number }
  | { readonly kind: 'fork'; readonly targets: number[] }
  | { readonly kind: 'start' | 'end'; readonly next: number }
  | { readonly kind: 'accept' };

/**
 * Compiles the syntax of JavaScript's regular expressions (flag `u`) without what cannot be matched in linear time or
 * makes no sense here: lookaround, back references, word boundaries, named groups and modifiers.
 */
export function compilePattern(source: string, options: { readonly ignoreCase: boolean }): CompiledPattern {
  const parsed = parsePattern(source, options);
  if (!parsed.ok) return parsed;
  if (countStates(parsed.node) > maximumStates) {
    return { ok: false, problem: `its repetitions unfold to more than ${maximumStates} states` };
  }
  const states: State[] = [{ kind: 'accept' }];
  const entry = addStates(parsed.node, 0, states);
  return { ok: true, pattern: { matches: (text) => run(states, entry, text) } };
}

function countStates(node: PatternNode): number {
  switch (node.kind) {
    case 'sequence':
    case 'alternatives':
      return node.nodes.reduce((sum, child) => sum + countStates(child), 1);
    case 'repeat':
      return (countStates(node.node) + 1) * Math.max(1, node.max ?? node.min + 1);
    default:
      return 1;
  }
}

/** Appends the states of a node that leads on to `next`, and answers where it is entered. */
function addStates(node: PatternNode, next: number, states: State[]): number {
  switch (node.kind) {
    case 'atom':
      return states.push({ kind: 'atom', fits: node.fits, next }) - 1;
    case 'start':
    case 'end':
      return states.push({ kind: node.kind, next }) - 1;
    case 'sequence':
      return node.nodes.reduceRight((following, child) => addStates(child, following, states), next);
    case 'alternatives':
      return states.push({ kind: 'fork', targets: node.nodes.map((child) => addStates(child, next, states)) }) - 1;
    case 'repeat': {
      let entry = next;
      if (node.max === null) {
        const targets = [next];
        entry = states.push({ kind: 'fork', targets }) - 1;
        targets.push(addStates(node.node, entry, states));
      } else {
        for (let optional = node.min; optional < node.max; optional += 1) {
          entry = states.push({ kind: 'fork', targets: [next, addStates(node.node, entry, states)] }) - 1;
        }
      }
      for (let copy = 0; copy < node.min; copy += 1) entry = addStates(node.node, entry, states);
      return entry;
    }
  }
}

function run(states: readonly State[], entry: number, text: string): boolean {
  const characters = Array.from(text);
  /** For each state the last position at which it was reached, so that none is followed twice at one position. */
  const reachedAt = new Int32Array(states.length).fill(-1);
  let current: number[] = [];
  let accepted = reach([entry], 0, current);
  for (const [index, character] of characters.entries()) {
    const following: number[] = [];
    accepted = false;
    for (const at of current) {
      const state = states[at];
      if (state?.kind === 'atom' && state.fits(character))
        accepted = reach([state.next], index + 1, following) || accepted;
    }
    if (following.length === 0 && index + 1 < characters.length) return false;
    current = following;
  }
  return accepted;

  /** Collects the atoms that can be reached without reading a character; true when the end of the pattern can. */
  function reach(pending: number[], position: number, atoms: number[]): boolean {
    let atEnd = false;
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      if (reachedAt[at] === position) continue;
      reachedAt[at] = position;
      const state = states[at];
      if (state === undefined) continue;
      if (state.kind === 'accept') atEnd = true;
      else if (state.kind === 'atom') atoms.push(at);
      else if (state.kind === 'fork') pending.push(...state.targets);
      else if (position === (state.kind === 'start' ? 0 : characters.length)) pending.push(state.next);
    }
    return atEnd;
  }
}
