// Runs dependency-cruiser over a tree (the repository, or the folder given) and makes sure that it saw every file:
// without a TypeScript that it understands it sees none and reports success.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './run-command.ts';
import { sourceFiles } from './source-files.ts';

interface CruiseReport {
  readonly modules: ReadonlyArray<{ readonly source: string; readonly dependencies: readonly unknown[] }>;
  readonly summary: {
    readonly violations: ReadonlyArray<{
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
      readonly cycle?: ReadonlyArray<{ readonly name: string }>;
    }>;
  };
}

const repository = join(import.meta.dirname, '..');
const root = process.argv[2] ?? repository;
const folders = ['packages', 'bench', 'e2e', 'scripts'].filter((folder) => existsSync(join(root, folder)));

const cruiser = join(repository, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const config = join(repository, '.dependency-cruiser.mjs');
const result = await runCommand(process.execPath, [cruiser, ...folders, '--config', config, '--output-type', 'json'], {
  cwd: root,
});

let report: CruiseReport;
try {
  report = JSON.parse(result.stdout) as CruiseReport;
} catch {
  throw new Error(`dependency-cruiser gave no report:\n${result.output}`);
}

const problems = report.summary.violations.map((violation) => {
  const cycle = violation.cycle?.map((module) => module.name).join(' -> ');
  return `${violation.rule.name}: ${violation.from} -> ${cycle ?? violation.to}`;
});
const seen = new Set(report.modules.map((module) => module.source));
for (const file of sourceFiles(root, folders)) {
  if (!seen.has(file)) problems.push(`unseen: ${file} is not among the modules that dependency-cruiser read`);
}
const dependencyCount = report.modules.reduce((sum, module) => sum + module.dependencies.length, 0);
if (dependencyCount === 0) problems.push('unseen: dependency-cruiser found not one import');

for (const problem of problems) console.log(problem);
console.log(`${seen.size} modules, ${dependencyCount} imports, ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
