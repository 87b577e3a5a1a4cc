// Prints the last line of a CI run from vitest's JSON report: "N passed, N failed, N skipped". Plain JavaScript for the
// Node of the machine, since it has to speak even when the installation failed.
// Usage: node summary.mjs REPORT FAILED_STEPS
import { readFileSync } from 'node:fs';

const [reportPath, failedSteps] = process.argv.slice(2);

let report = { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };
try {
  report = JSON.parse(readFileSync(reportPath, 'utf8'));
} catch {
  console.log('There is no report of the tests: they did not run to their end.');
}

// A file that fails to load has no failed test, yet nothing of it ran.
const unloadedFiles = report.testResults.filter(
  (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
);
for (const file of unloadedFiles) console.log(`failed as a whole: ${file.name}`);

const passed = report.numPassedTests;
const skipped = report.numPendingTests + report.numTodoTests;
let failed = report.numFailedTests + unloadedFiles.length;
// A step without failed tests (the checks, the demo) counts as one.
if (failed === 0) failed = Number(failedSteps);
if (passed === 0 && failed === 0) {
  console.log('Not one test passed.');
  failed = 1;
}

console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed === 0 && Number(failedSteps) === 0 ? 0 : 1;
