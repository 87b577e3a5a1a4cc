/** The domain of Tradewind: pure, without I/O, clock, randomness or dependency. */
export * from './json.ts';
export * from './inventory/attributes.ts';
export type { Counts } from './inventory/counts.ts';
export * from './inventory/provider.ts';
export * from './inventory/resource-names.ts';
export * from './inventory/resource.ts';
export * from './inventory/resource-type.ts';
export * from './inventory/scan.ts';
export * from './inventory/status.ts';
export * from './inventory/summary.ts';
export * from './cost/cost-facts.ts';
export * from './provider-port/call-context.ts';
export * from './provider-port/cloud-provider.ts';
export * from './provider-port/compute-port.ts';
export * from './provider-port/discovery-port.ts';
export * from './provider-port/provider-error.ts';
export * from './provider-port/tagging-port.ts';
