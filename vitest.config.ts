import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['packages/*/src/**/*.test.ts'], exclude: ['**/*.contract.test.ts', '**/*.conformance.test.ts'] } },
      { test: { name: 'contract', include: ['packages/*/src/**/*.contract.test.ts'], testTimeout: 30_000 } },
      { test: { name: 'conformance', include: ['packages/*/src/**/*.conformance.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
      { test: { name: 'e2e', include: ['e2e/src/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
