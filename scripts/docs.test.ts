import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { repository } from './planted-tree.ts';

const documents = globSync(['*.md', 'docs/**/*.md', 'packages/*/*.md', 'packages/*/src/*/*.md', '{bench,e2e}/*.md'], {
  cwd: repository,
  exclude: ['**/node_modules/**', '**/CHANGELOG.md'],
}).toSorted();

/** What the text points to: links to files, and paths of the repository between backticks (patterns apart). */
function referencedPaths(document: string): string[] {
  const text = readFileSync(join(repository, document), 'utf8');
  const links = [...text.matchAll(/\]\((?!https?:|#|mailto:)(?<path>[^)#\s]+)[^)]*\)/g)].map((match) =>
    join(dirname(document), match.groups?.['path'] ?? ''),
  );
  const paths = [...text.matchAll(/`(?<path>(?:packages|scripts|docs|bench|e2e|\.ci)\/[^`\s]*)`/g)]
    .map((match) => match.groups?.['path'] ?? '')
    .filter((path) => !/[*<>{}]/.test(path));
  return [...links, ...paths];
}

describe('the documents', () => {
  it('are found', () => {
    expect(documents).toEqual(expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/architecture.md']));
  });

  it.each(documents)('%s points only to what exists', (document) => {
    expect(referencedPaths(document).filter((path) => !existsSync(join(repository, path)))).toEqual([]);
  });
});
