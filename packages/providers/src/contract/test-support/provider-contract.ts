import { afterAll, afterEach, beforeAll, beforeEach, describe, test } from 'vitest';
import { computeCases } from './compute-cases.ts';
import type { ContractWorld } from './contract-world.ts';
import { discoveryCases } from './discovery-cases.ts';
import { faultCases } from './fault-cases.ts';
import { ContractSession } from './contract-session.ts';
import { taggingCases } from './tagging-cases.ts';

export interface ContractOptions {
  /** What it runs against, for the names of the tests. */
  readonly name: string;
  /** Started once for all cases. */
  newWorld(): Promise<ContractWorld>;
  /** What this machine lacks to run it, or null; then all cases are skipped, and the name says why. */
  readonly missing?: string | null;
  /** Every deviation with its reason. A name that is no case's fails, so that no reason outlives its case. */
  readonly skip?: readonly { readonly reason: string; readonly tests: readonly string[] }[];
}

/** A case: its name says what is promised. */
export interface ContractCase {
  readonly name: string;
  run(session: ContractSession): Promise<void>;
}

const groups: Readonly<Record<string, readonly ContractCase[]>> = {
  discovery: discoveryCases,
  faults: faultCases,
  compute: computeCases,
  tagging: taggingCases,
};

/** The promises of `provider-port`, which every adapter keeps. */
export function runProviderContract(options: ContractOptions): void {
  const reasons = new Map((options.skip ?? []).flatMap(({ reason, tests }) => tests.map((name) => [name, reason])));
  const names = Object.values(groups).flatMap((cases) => cases.map(({ name }) => name));
  const unknown = [...reasons.keys()].filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`the contract has no case named ${unknown.join(', ')}`);

  const missing = options.missing ?? null;
  const name = `the provider contract on ${options.name}${missing === null ? '' : ` (${missing})`}`;
  // oxlint-disable-next-line vitest/valid-title -- the name is a parameter
  describe.skipIf(missing !== null)(name, () => {
    let world: ContractWorld;
    let session: ContractSession;
    beforeAll(async () => {
      world = await options.newWorld();
    });
    afterAll(async () => {
      await world?.close();
    });
    beforeEach(async () => {
      await world.reset();
      session = new ContractSession(world);
    });
    afterEach(() => {
      session.close();
    });

    for (const [group, cases] of Object.entries(groups)) {
      // oxlint-disable-next-line vitest/valid-title -- the cases are data
      describe(group, () => {
        for (const { name, run } of cases) {
          const reason = reasons.get(name);
          // oxlint-disable-next-line vitest/valid-title -- the cases are data
          test(reason === undefined ? name : `${name} (skipped: ${reason})`, { skip: reason !== undefined }, () =>
            run(session),
          );
        }
      });
    }
  });
}
