import type { LedgerEntryDto, ResourceDto, ScanWithLedgerDto, SummaryReportDto } from '@tradewind/api';

type Coverage = SummaryReportDto['coverage'];

export const completeCoverage: Coverage = {
  scan_id: 'scan-1',
  scanned_at: '2026-11-20T07:59:00.000Z',
  complete: true,
  stale_resources: 0,
  incomplete_units: 0,
  incomplete_scan_ids: [],
  never_scanned: [],
};

export const partialCoverage: Coverage = {
  ...completeCoverage,
  complete: false,
  stale_resources: 4,
  incomplete_units: 1,
  incomplete_scan_ids: ['scan-1'],
};

export const neverScanned: Coverage = { ...completeCoverage, complete: false, scan_id: null, scanned_at: null };

export function sampleResource(overrides: Partial<ResourceDto> = {}): ResourceDto {
  return {
    uid: 'aws/123456789012/us-east-1/ec2/i-0abc',
    provider: 'AWS',
    resource_type: 'EC2',
    resource_id: 'i-0abc',
    region: 'us-east-1',
    status: 'running',
    tags: { Environment: 'production', Owner: 'web' },
    created_at: '2026-01-02T03:04:05.000Z',
    name: 'web-1',
    provider_id: 'aws',
    type_id: 'ec2',
    kind: 'instance',
    service_type: 'compute',
    account: '123456789012',
    connection: 'aws',
    provider_status: 'running',
    attributes: { machine_type: 'm5.large' },
    first_seen_at: '2026-11-20T07:59:00.000Z',
    changed_at: '2026-11-20T07:59:00.000Z',
    seen_at: '2026-11-20T07:59:00.000Z',
    stale: false,
    ...overrides,
  };
}

export function sampleSummary(overrides: Partial<SummaryReportDto> = {}): SummaryReportDto {
  return {
    total_resources: 23,
    by_provider: { AWS: 23 },
    by_type: { EC2: 15, S3: 8 },
    by_region: { global: 8, 'eu-west-1': 5, 'us-east-1': 5, 'us-west-2': 5 },
    by_status: { active: 8, running: 8, stopped: 3, pending: 2, terminated: 2 },
    coverage: completeCoverage,
    ...overrides,
  };
}

export function sampleEntry(overrides: Partial<LedgerEntryDto> = {}): LedgerEntryDto {
  return {
    connection: 'aws',
    provider: 'AWS',
    account: '123456789012',
    region: 'us-east-1',
    resource_type: 'EC2',
    type_id: 'ec2',
    outcome: 'complete',
    reason_code: null,
    reason: null,
    resources: 5,
    calls: 1,
    retries: 0,
    throttled: 0,
    started_at: '2026-11-20T08:00:00.000Z',
    finished_at: '2026-11-20T08:00:01.000Z',
    ...overrides,
  };
}

export function sampleScan(overrides: Partial<ScanWithLedgerDto> = {}): ScanWithLedgerDto {
  const ledger = overrides.ledger ?? [
    sampleEntry(),
    sampleEntry({ region: 'global', resource_type: 'S3', type_id: 's3', resources: 8 }),
  ];
  const count = (outcome: LedgerEntryDto['outcome']): number =>
    ledger.filter((entry) => entry.outcome === outcome).length;
  return {
    id: 'scan-1',
    status: 'complete',
    started_at: '2026-11-20T08:00:00.000Z',
    finished_at: '2026-11-20T08:00:02.500Z',
    request: {},
    resources: ledger.reduce((total, entry) => total + entry.resources, 0),
    added: 13,
    changed: 0,
    removed: 0,
    units: {
      total: ledger.length,
      complete: count('complete'),
      partial: count('partial'),
      failed: count('failed'),
      skipped: count('skipped'),
    },
    problem: null,
    ledger,
    ...overrides,
  };
}
