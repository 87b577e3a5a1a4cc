/** Scans: planning, running in threads of their own, writing, and reading back. */
export { InventoryWriter } from './inventory-writer.ts';
export { planScanJob } from './plan-scan-job.ts';
export { scanRoutes } from './routes.ts';
export { createScanService } from './scan-service.ts';
