#!/usr/bin/env node
// The published command. Plain old JavaScript, so that a Node too old for Tradewind can read it and say so.
'use strict';

var requiredMajor = 24;

if (parseInt(process.versions.node, 10) < requiredMajor) {
  process.stderr.write(
    'Tradewind needs Node ' + requiredMajor + ' or newer; this is Node ' + process.versions.node + '.\n'
  );
  process.exitCode = 1;
} else if (process.argv.length === 3 && (process.argv[2] === '--version' || process.argv[2] === '-V')) {
  process.stdout.write(require('../package.json').version + '\n');
} else {
  require('../lib/bin.js');
}
