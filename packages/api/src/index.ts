/** The contract of the API: schemas, endpoints, typed client. The OpenAPI document is a separate entry (it loads more). */
export * from './api-error.ts';
export * from './client.ts';
export * from './endpoints.ts';
export * from './schemas/common.ts';
export * from './schemas/problem.ts';
export * from './schemas/report.ts';
export * from './schemas/resource.ts';
export * from './schemas/scan.ts';
