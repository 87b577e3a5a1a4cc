/**
 * The benches, each against a limit or a peer measured in the same run: the machine's noise falls on both. Prints figures
 * beside their targets; it never fails, since no figure of one run on one machine is a verdict.
 *
 *   npm run bench                     all
 *   npm run bench -- scale throttled  some
 *   npm run bench -- --with-custodian Cloud Custodian beside the scale bench, where it is installed (minutes)
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { printFigures, type Figure } from './figure.ts';
import { benchRequirementDocument1 } from './requirement-document-1.ts';
import { benchScale } from './scale.ts';
import { benchStartUp } from './start-up.ts';
import { benchThrottled } from './throttled.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'with-custodian': { type: 'boolean', default: false } },
});

const benches: Readonly<Record<string, () => Promise<Figure[]>>> = {
  'start-up': benchStartUp,
  'document-1': benchRequirementDocument1,
  scale: () => benchScale({ withCustodian: values['with-custodian'] }),
  throttled: benchThrottled,
};

const chosen = positionals.length === 0 ? Object.keys(benches) : positionals;
const unknown = chosen.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  process.stderr.write(`unknown bench ${unknown.join(', ')}; there are: ${Object.keys(benches).join(', ')}\n`);
  process.exit(2);
}

process.stderr.write('Building the package ...\n');
execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts/build-package.ts')], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
for (const name of chosen) {
  process.stderr.write(`Measuring ${name} ...\n`);
  printFigures(await benches[name]!());
}
