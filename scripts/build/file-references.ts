import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Rolldown } from 'tsdown';

export interface FileReferencesOptions {
  /** The source manifest of the published package; from the bundle it is found at the package's root. */
  readonly manifestPath: string;
  /** Called for each file that goes along as it is. */
  readonly onAsset: (path: string) => void;
}

const urlReference = /new URL\(\s*(['"])(?<path>\.[^'"]+)\1,\s*import\.meta\.url,?\s*\)/g;
const pathReference = /join\(\s*import\.meta\.dirname,\s*(['"])(?<path>[^'"]+)\1,?\s*\)/g;
const packageReference = /import\.meta\.resolve\(\s*(['"])(?<specifier>[^'".][^'"]*)\1,?\s*\)/g;
const unsupported =
  /import\.meta\.(dirname|filename)\b|import\.meta\.resolve\(|\bcreateRequire\(|, import\.meta\.url\)/;

/**
 * Carries the files that code names at run time into the bundle: workers (`new URL('./x-worker.ts', import.meta.url)`)
 * become entries of their own; other files (the same form, or `join(import.meta.dirname, './file')`), also those of
 * packages (`import.meta.resolve('package/file')`), go along in `assets/`. All code ends in one folder, so that a
 * reference is right from whichever chunk it lands in. A reference in any other form would silently point nowhere once
 * bundled, so it fails the build.
 */
export function fileReferences(options: FileReferencesOptions): Rolldown.Plugin {
  const emitted = new Map<string, string>();

  return {
    name: 'file-references',
    transform: {
      filter: { id: { include: /\.ts$/, exclude: /node_modules/ }, code: /import\.meta\.|createRequire/ },
      handler(code, id) {
        /** Takes the file along and answers where it is, seen from any chunk. */
        const carry = (path: string): string => {
          if (path === options.manifestPath) return '../package.json';
          const isWorker = path.endsWith('.ts');
          const fileName = isWorker ? basename(path).replace(/\.ts$/, '.js') : `assets/${basename(path)}`;
          claim(emitted, fileName, path, () => {
            if (isWorker) {
              this.emitFile({ type: 'chunk', id: path, fileName });
            } else {
              options.onAsset(path);
              this.emitFile({ type: 'asset', fileName, source: readFileSync(path) });
            }
          });
          return `./${fileName}`;
        };

        const replaced = code
          .replaceAll(urlReference, (_match, _quote: string, path: string) =>
            settled(`new URL('${carry(join(dirname(id), path))}', import.meta.url)`),
          )
          .replaceAll(pathReference, (_match, _quote: string, path: string) =>
            settled(`join(import.meta.dirname, '${carry(join(dirname(id), path))}')`),
          )
          .replaceAll(packageReference, (_match, _quote: string, specifier: string) =>
            settled(`new URL('${carry(createRequire(id).resolve(specifier))}', import.meta.url).href`),
          );
        const left = unsupported.exec(withoutComments(replaced));
        if (left !== null) {
          this.error(
            `${id}: "${left[0]}" would not find its file in the published package. Write ` +
              `new URL('./literal/path', import.meta.url) or import.meta.resolve('package/file') instead.`,
          );
        }
        return replaced.replaceAll(settledMark, '');
      },
    },
  };
}

const settledMark = '__settled__';

/** Hides a reference that is settled from the search for those that are not. */
function settled(reference: string): string {
  return reference.replace('import.meta', `import${settledMark}.meta`);
}

function withoutComments(code: string): string {
  return code.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');
}

function claim(taken: Map<string, string>, fileName: string, path: string, emit: () => void): void {
  const owner = taken.get(fileName);
  if (owner === path) return;
  if (owner !== undefined) throw new Error(`${path} and ${owner} would both become ${fileName}: rename one`);
  taken.set(fileName, path);
  emit();
}
