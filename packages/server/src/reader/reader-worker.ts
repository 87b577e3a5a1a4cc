// The thread that answers reads: queries, reports and their JSON stay off the event loop that answers requests.
import { parentPort, workerData } from 'node:worker_threads';
import { providerDescriptions } from '@tradewind/providers';
import { serveRemoteCalls } from '../threads/remote-calls.ts';
import { createReaderMethods } from './reader-methods.ts';
import type { ReaderSettings } from './reader-settings.ts';

if (parentPort === null) throw new Error('reader-worker.ts runs as a thread of the control plane');
serveRemoteCalls(parentPort, createReaderMethods(workerData as ReaderSettings, providerDescriptions));
