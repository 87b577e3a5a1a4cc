import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

/** The licences that code may have that goes into the package; anything else needs a decision first. */
const accepted = new Set(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', '0BSD', 'BlueOak-1.0.0']);

/** The text that the licences of bundled packages ask for, from the files of those packages that went in. */
export function thirdPartyLicences(paths: Iterable<string>): string {
  const roots = new Set<string>();
  for (const path of paths) {
    const root = packageRoot(path);
    if (root !== null) roots.add(root);
  }
  const packages = [...roots]
    .map((root) => ({ root, manifest: readManifest(root) }))
    .toSorted((one, other) => (one.manifest.name < other.manifest.name ? -1 : 1));

  // Many packages carry the same text, above all those of the AWS SDK: each text once, with all that it covers.
  const titlesByText = new Map<string, string[]>();
  for (const { root, manifest } of packages) {
    const { name, version, license = 'none' } = manifest;
    if (!accepted.has(license)) throw new Error(`${name} has the licence ${license}, which nobody has accepted yet`);
    const text = licenceTexts(root) || `Licensed under ${license}.`;
    const titles = titlesByText.get(text) ?? [];
    titlesByText.set(text, titles);
    titles.push(`${name} ${version} (${license})`);
  }
  const sections = [...titlesByText].map(([text, titles]) => `${titles.join('\n')}\n\n${text}\n`);
  return ['Tradewind contains the following software.\n', ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}

function packageRoot(path: string): string | null {
  if (!path.includes('node_modules')) return null;
  for (let folder = dirname(path); folder.includes('node_modules'); folder = dirname(folder)) {
    // Some packages have further manifests inside, with nothing but a type.
    if (existsSync(join(folder, 'package.json')) && readManifest(folder).version !== undefined) return folder;
  }
  return null;
}

function readManifest(root: string): Manifest {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest;
}

function licenceTexts(root: string): string {
  return readdirSync(root)
    .filter((name) => /^(licen[cs]e|notice|copying)/i.test(name))
    .toSorted()
    .map((name) => readFileSync(join(root, name), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
}
