// The directions between the parts (docs/architecture.md). scripts/boundaries.test.ts plants a violation for every
// rule here and expects it to be reported.

// Tests, and what only tests use, may reach further than product code.
const testFile = String.raw`\.test\.ts$|/test-support/`;
const product = (part) => ({ path: `^packages/${part}/src/`, pathNot: testFile });
const tests = (part) => ({ path: `^packages/${part}/src/.*(${testFile})` });

/** What the product code of each package may import from the others. The composition root may import any part. */
const mayImport = {
  core: [],
  api: [],
  providers: ['core'],
  simulator: [],
  server: ['core', 'providers', 'api'],
  cli: ['api'],
  'test-kit': [],
};

const packageRules = Object.entries(mayImport).map(([part, others]) => ({
  name: `${part}-imports-${others.length === 0 ? 'none-of-ours' : `only-${others.join('-')}`}`,
  comment: `packages/${part} imports ${others.length === 0 ? 'nothing of ours' : `only ${others.join(', ')}`}.`,
  severity: 'error',
  from: product(part),
  to: { path: '^(packages|bench|e2e|scripts)/', pathNot: `^packages/(${[part, ...others].join('|')})/` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    ...packageRules,
    {
      name: 'core-is-pure',
      comment: 'core has no I/O and no dependency: no module of Node and no package.',
      severity: 'error',
      from: product('core'),
      to: { pathNot: '^packages/' },
    },
    {
      name: 'core-tests-stay-with-core',
      comment: 'What tests core knows only core, the test kit and the test libraries.',
      severity: 'error',
      from: tests('core'),
      to: { path: '^packages/', pathNot: '^packages/(core|test-kit)/' },
    },
    {
      name: 'simulator-shares-nothing-with-providers',
      comment:
        'Not even in tests does the simulator see adapters: a misreading of a vendor must not hide in both. (Tests of ' +
        'adapters start the simulator as a process, by the test kit.)',
      severity: 'error',
      from: { path: '^packages/simulator/' },
      to: { path: '^packages/(providers|core|server|api|cli|tradewind)/' },
    },
    {
      name: 'providers-share-nothing-with-simulator',
      comment: 'Not even in tests do adapters import the simulator: they start it as a process, by the test kit.',
      severity: 'error',
      from: { path: '^packages/providers/' },
      to: { path: '^packages/(simulator|server|api|cli|tradewind)/' },
    },
    {
      name: 'provider-folders-stay-apart',
      comment: "A provider's folder never imports another provider's.",
      severity: 'error',
      from: { path: '^packages/providers/src/(aws|azure|gcp|alibaba|ibm|oracle|digitalocean|linode|kubernetes)/' },
      to: {
        path: '^packages/providers/src/(aws|azure|gcp|alibaba|ibm|oracle|digitalocean|linode|kubernetes)/',
        pathNot: '^packages/providers/src/$1/',
      },
    },
    {
      name: 'features-meet-at-their-index',
      comment: "A feature of the server imports another feature only through that feature's index.ts.",
      severity: 'error',
      from: { path: '^packages/server/src/features/([^/]+)/' },
      to: {
        path: '^packages/server/src/features/[^/]+/',
        pathNot: '^packages/server/src/features/($1/|[^/]+/index\\.ts$)',
      },
    },
    {
      name: 'packages-meet-at-their-exports',
      comment: "A package is imported by its name, not by a path into another package's folder.",
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^packages/', dependencyTypes: ['local'], pathNot: '^packages/$1/' },
    },
    {
      name: 'benches-and-journeys-use-exports',
      comment: 'Benches and journeys import a package by its name, as its users do.',
      severity: 'error',
      from: { path: '^(bench|e2e)/' },
      to: { path: '^packages/', dependencyTypes: ['local'] },
    },
    {
      name: 'product-code-does-not-import-tests',
      comment: 'Product code imports no test file, no test support and no test library.',
      severity: 'error',
      from: { path: '^packages/(?!test-kit/)', pathNot: testFile },
      to: { path: [testFile, '^packages/test-kit/', 'node_modules/(vitest|fast-check)/'] },
    },
    {
      name: 'nothing-imports-the-composition-root',
      comment: 'The published package puts the parts together; no part knows it. Journeys and benches may use it.',
      severity: 'error',
      from: { path: '^packages/(?!tradewind/)' },
      to: { path: '^packages/tradewind/' },
    },
    {
      name: 'no-cycles',
      comment: 'No module imports itself by way of others (types alone may: nothing of them is left when it runs).',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      comment: 'An import that resolves to nothing would slip through every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'dependencies-are-declared',
      comment: 'A package lists in its own package.json what it imports.',
      severity: 'error',
      from: { path: '^packages/', pathNot: testFile },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    // The launcher names files of the published package.
    exclude: { path: ['(^|/)(dist|\\.tsbuild)/', '^packages/tradewind/launcher/'] },
    moduleSystems: ['es6', 'cjs'],
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json', '.d.ts'],
      mainFields: ['module', 'main', 'types', 'typings'],
    },
  },
};
