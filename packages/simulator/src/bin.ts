#!/usr/bin/env node
import { runSimulator } from './run-simulator.ts';

process.exitCode = await runSimulator(process.argv.slice(2));
