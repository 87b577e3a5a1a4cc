// `npm run build`: makes dist/package/, which is what is published. Everything is bundled, so that the package has no
// dependency; what is not asked for (each cloud's SDK, the database) is a chunk of its own and is not loaded.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { build, type Rolldown } from 'tsdown';
import { fileReferences } from './build/file-references.ts';
import { thirdPartyLicences } from './build/third-party-licences.ts';
import { runCommand } from './run-command.ts';

const repository = join(import.meta.dirname, '..');
const source = join(repository, 'packages/tradewind');
const finished = join(repository, 'dist/package');
const manifestPath = join(source, 'package.json');

// The package is made beside its place and put there when it is whole, so that no failure leaves half of one.
mkdirSync(dirname(finished), { recursive: true });
const staging = mkdtempSync(`${finished}-`);
// Not `finally`: a tool that ends the process must not leave it behind either.
process.once('exit', () => rmSync(staging, { recursive: true, force: true }));
const target = join(staging, 'package');

const bundledFiles = new Set<string>();
const noteModules: Rolldown.Plugin = {
  name: 'note-modules',
  generateBundle(_options, bundle) {
    for (const output of Object.values(bundle)) {
      if (output.type === 'chunk') for (const id of output.moduleIds) bundledFiles.add(id);
    }
  },
};

const shared = {
  config: false,
  cwd: source,
  outDir: join(target, 'lib'),
  platform: 'node',
  target: 'node24',
  format: 'esm',
  fixedExtension: false,
  deps: { alwaysBundle: /.*/, onlyBundle: false },
  logLevel: 'warn',
} as const;

mkdirSync(target);
type Step = () => void | Promise<void>;
const steps: readonly Step[] = [checkTypes, bundleCode, bundleTypes, writeManifest, copyFiles, lint, putInPlace];
for (const step of steps) {
  await step();
  // The bundler, too, sets this for an error that it only prints.
  if (process.exitCode) break;
}

/** The declarations that this leaves in each package's .tsbuild/ are what the bundler of the types reads. */
async function checkTypes(): Promise<void> {
  const tsc = join(repository, 'node_modules/@typescript/native/bin/tsc');
  const { exitCode, output } = await runCommand(process.execPath, [tsc, '-b', source], { cwd: repository });
  if (exitCode !== 0) {
    console.error(output.trimEnd());
    process.exitCode = 1;
  }
}

async function bundleCode(): Promise<void> {
  await build({
    ...shared,
    entry: { bin: 'src/bin.ts', index: 'src/index.ts' },
    dts: false,
    clean: false,
    failOnWarn: true,
    // The SDKs ship both forms, and only of ES modules can be left out what is not used: four fifths of EC2's.
    inputOptions: { resolve: { mainFields: ['module', 'main'] } },
    plugins: [fileReferences({ manifestPath, onAsset: (path) => bundledFiles.add(path) }), noteModules],
    outputOptions: { chunkFileNames: ({ moduleIds }) => `${chunkName(moduleIds)}-[hash].js` },
  });
}

/** The types of the library, in one file: a user of the package has none of the packages that they come from. */
async function bundleTypes(): Promise<void> {
  await build({
    ...shared,
    entry: { index: 'src/index.ts' },
    dts: { emitDtsOnly: true },
    clean: false,
    // Some packages ship their types in CommonJS form only; what is used of them is bundled all the same.
    suppressWarnings: /uses CommonJS dts syntax/,
  });
}

/** A chunk has the name of the package whose entry it holds, so that a listing says what is in it. */
function chunkName(moduleIds: readonly string[]): string {
  const last = moduleIds.at(-1) ?? '';
  const bundled = /.*\/node_modules\/(?<name>@[^/]+\/[^/]+|[^/]+)\//.exec(last)?.groups?.['name'];
  const own = /\/packages\/(?<name>[^/]+)\/src\/index\.ts$/.exec(last)?.groups?.['name'];
  return (bundled ?? own ?? '[name]').replace('@', '').replace('/', '-');
}

function writeManifest(): void {
  const { version, description, keywords, license } = JSON.parse(readFileSync(manifestPath, 'utf8')) as Record<
    string,
    unknown
  >;
  const manifest = {
    name: 'tradewind',
    version,
    description,
    keywords,
    license,
    type: 'module',
    engines: { node: '>=24' },
    bin: { tradewind: 'bin/tradewind.cjs' },
    exports: { '.': { types: './lib/index.d.ts', default: './lib/index.js' }, './package.json': './package.json' },
  };
  writeFileSync(join(target, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
}

function copyFiles(): void {
  mkdirSync(join(target, 'bin'));
  cpSync(join(source, 'launcher/tradewind.cjs'), join(target, 'bin/tradewind.cjs'));
  chmodSync(join(target, 'bin/tradewind.cjs'), 0o755);
  for (const name of ['README.md', 'LICENSE']) cpSync(join(repository, name), join(target, name));
  cpSync(join(source, 'CHANGELOG.md'), join(target, 'CHANGELOG.md'));
  writeFileSync(join(target, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicences(bundledFiles));
}

async function lint(): Promise<void> {
  const { messages, pkg } = await publint({ pkgDir: target, strict: true, pack: 'npm' });
  for (const message of messages) console.error(formatMessage(message, pkg));
  if (messages.length > 0) process.exitCode = 1;
}

function putInPlace(): void {
  rmSync(finished, { recursive: true, force: true });
  renameSync(target, finished);
  console.log(`made ${relative(repository, finished)}`);
}
