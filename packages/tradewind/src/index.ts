/**
 * Tradewind as a library: discovers what runs in AWS, reports on it, exports it.
 *
 * @packageDocumentation
 */
export { ApiError } from '@tradewind/api';
export type {
  ComplianceReportDto as ComplianceReport,
  CostReportDto as CostOptimizationReport,
  LedgerEntryDto as LedgerEntry,
  ResourceDto as InventoryResource,
  ScanEventDto as ScanEvent,
  ScanWithLedgerDto as Scan,
  SummaryReportDto as ResourceSummary,
} from '@tradewind/api';
export { ProviderError } from '@tradewind/core';
export { AWSManager, type AWSManagerOptions } from './library/aws-manager.ts';
export type { CloudResource } from './library/cloud-resource.ts';
export {
  MultiCloudOrchestrator,
  type CostReportOptions,
  type DiscoverOptions,
  type OrchestratorOptions,
} from './library/multi-cloud-orchestrator.ts';
export { ScanFailedError } from './library/scan-failed-error.ts';
