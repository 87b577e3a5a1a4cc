import { defineConfig } from 'vitest/config';

/** The kinds of tests (CONTRIBUTING.md says which to write). `npm run check` runs unit, contract and house. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['packages/*/src/**/*.test.ts'],
          exclude: ['**/*.contract.test.ts', '**/*.system.test.ts', '**/*.conformance.test.ts'],
        },
      },
      { test: { name: 'contract', include: ['packages/*/src/**/*.contract.test.ts'], testTimeout: 30_000 } },
      // Several real processes or threads together; seconds each, so not part of the check.
      { test: { name: 'system', include: ['packages/*/src/**/*.system.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'conformance',
          include: ['packages/*/src/**/*.conformance.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      { test: { name: 'e2e', include: ['e2e/src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      // The guards of the house: each bites on a planted violation.
      {
        test: {
          name: 'house',
          include: ['scripts/**/*.test.ts'],
          exclude: ['scripts/**/*.package.test.ts'],
          testTimeout: 60_000,
        },
      },
      // What is published, installed in an empty folder.
      {
        test: {
          name: 'package',
          include: ['scripts/**/*.package.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
