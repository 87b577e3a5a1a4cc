import { z } from 'zod';
import * as report from './schemas/report.ts';
import * as resource from './schemas/resource.ts';
import * as scan from './schemas/scan.ts';

/** One operation of the API: the server routes by it, the OpenAPI document and the typed client are made from it. */
export interface Endpoint {
  readonly method: 'get' | 'post';
  /** Path with `{name}` parameters. A parameter may contain slashes when it is the last segment. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: 'inventory' | 'reports' | 'system';
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly status: 200 | 202;
  readonly response: z.ZodType;
  /** The answer is a stream of server-sent events, each of `response`. */
  readonly stream?: true;
  /** May be called without the token. */
  readonly open?: true;
}

const idParam = z.object({ id: z.string() });

export const endpoints = {
  readHealth: {
    method: 'get',
    path: '/health',
    summary: 'Whether the control plane works',
    tag: 'system',
    status: 200,
    response: report.health,
    open: true,
  },
  listProviders: {
    method: 'get',
    path: '/v1/providers',
    summary: 'Providers, their resource types and regions, and the configured connections',
    tag: 'system',
    status: 200,
    response: report.providerList,
  },
  checkConnections: {
    method: 'post',
    path: '/v1/check',
    summary: 'Check credentials, regions, permissions and the state folder',
    tag: 'system',
    body: report.checkRequest,
    status: 200,
    response: report.checkReport,
  },
  createScan: {
    method: 'post',
    path: '/v1/scans',
    summary: 'Start a scan',
    description: 'Answers at once; follow `events` or read the scan until its status is no longer `running`.',
    tag: 'inventory',
    body: scan.createScanRequest,
    status: 202,
    response: scan.scan,
  },
  listScans: {
    method: 'get',
    path: '/v1/scans',
    summary: 'Scans, newest first',
    tag: 'inventory',
    query: scan.listScansQuery,
    status: 200,
    response: scan.scanList,
  },
  readScan: {
    method: 'get',
    path: '/v1/scans/{id}',
    summary: 'One scan with its ledger',
    description: 'The id `latest` names the last scan that ended.',
    tag: 'inventory',
    params: idParam,
    status: 200,
    response: scan.scanWithLedger,
  },
  watchScan: {
    method: 'get',
    path: '/v1/scans/{id}/events',
    summary: 'Progress of a scan as server-sent events',
    tag: 'inventory',
    params: idParam,
    status: 200,
    response: scan.scanEvent,
    stream: true,
  },
  cancelScan: {
    method: 'post',
    path: '/v1/scans/{id}/cancel',
    summary: 'Stop a scan; what it found stands as partial',
    tag: 'inventory',
    params: idParam,
    status: 202,
    response: scan.scan,
  },
  listResources: {
    method: 'get',
    path: '/v1/resources',
    summary: 'Resources, in the order of their uid',
    tag: 'inventory',
    query: resource.listResourcesQuery,
    status: 200,
    response: resource.resourcePage,
  },
  diffResources: {
    method: 'get',
    path: '/v1/resource-diff',
    summary: 'What changed between two scans or times',
    tag: 'inventory',
    query: resource.diffQuery,
    status: 200,
    response: resource.resourceDiff,
  },
  readResource: {
    method: 'get',
    path: '/v1/resources/{uid}',
    summary: 'One resource with its history',
    tag: 'inventory',
    params: z.object({ uid: z.string() }),
    status: 200,
    response: resource.resourceDetail,
  },
  readSummary: {
    method: 'get',
    path: '/v1/reports/summary',
    summary: 'Resource summary',
    tag: 'reports',
    query: report.reportQuery,
    status: 200,
    response: report.summaryReport,
  },
  readCostReport: {
    method: 'get',
    path: '/v1/reports/cost',
    summary: 'Cost optimisation report',
    tag: 'reports',
    query: report.costReportQuery,
    status: 200,
    response: report.costReport,
  },
  readComplianceReport: {
    method: 'get',
    path: '/v1/reports/compliance',
    summary: 'Tag compliance report',
    tag: 'reports',
    query: report.complianceReportQuery,
    status: 200,
    response: report.complianceReport,
  },
  readUntagged: {
    method: 'get',
    path: '/v1/reports/untagged',
    summary: 'Resources without any tag',
    tag: 'reports',
    query: report.reportQuery,
    status: 200,
    response: report.untaggedReport,
  },
  readRegionsReport: {
    method: 'get',
    path: '/v1/reports/regions',
    summary: 'Comparison across regions',
    tag: 'reports',
    query: report.reportQuery,
    status: 200,
    response: report.regionsReport,
  },
} as const satisfies Record<string, Endpoint>;

export type EndpointName = keyof typeof endpoints;
