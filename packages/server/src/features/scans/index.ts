/** Scans: planning, running in threads of their own, writing, and reading back. */
export { planScanJob, type ScanDefaults, type ScannableConnectionConfig } from './plan-scan-job.ts';
export { listScans, readScan } from './read-scans.ts';
export { createScanService, type ScanService, type ScanServiceOptions } from './scan-service.ts';
