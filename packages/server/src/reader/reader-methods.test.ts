import { expect, it } from 'vitest';
import { openTestInventory } from '../test-support/test-inventory.ts';

// Each read is a transaction of its own on the one connection.
it('several reads at once are answered one after the other, also beside one that fails', async () => {
  await using inventory = await openTestInventory();
  const { reader } = inventory;
  const reads = await Promise.allSettled([
    reader.read('readSummary', {}),
    reader.read('readSummary', { type: ['EC3'] }),
    reader.read('readRegionsReport', {}),
    reader.read('listResources', { limit: 1 }),
  ]);
  expect(reads.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
});
