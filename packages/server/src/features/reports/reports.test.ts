// Long because all five reports are held to one inventory, each with its coverage.
import { describe, expect, it } from 'vitest';
import { openTestInventory, type TestInventory } from '../../test-support/test-inventory.ts';

const complete = { Environment: 'production', Project: 'shop', Owner: 'me' };

/** 2026-11-20 is the day of the reports. */
function sampleScan(inventory: TestInventory): void {
  inventory.scan('2026-11-19T00:00:00Z', [
    {
      type: 'ebs_volume',
      region: 'us-east-1',
      resources: [
        {
          id: 'vol-root',
          status: 'active',
          tags: complete,
          attributes: { size_gib: 100, volume_type: 'gp3', attached_to: ['i-stopped'] },
        },
        {
          id: 'vol-free',
          status: 'active',
          tags: complete,
          attributes: { size_gib: 100, volume_type: 'gp3', attached_to: [] },
        },
      ],
    },
    {
      type: 'ec2',
      region: 'us-east-1',
      resources: [
        { id: 'i-running', tags: complete, attributes: { machine_type: 'm7i.large' } },
        {
          id: 'i-stopped',
          status: 'stopped',
          tags: { Environment: 'prod', Owner: '' },
          attributes: { machine_type: 'm7i.large', stopped_at: '2026-10-01T00:00:00Z', volume_ids: ['vol-root'] },
        },
        { id: 'i-recent', status: 'stopped', tags: complete, attributes: { stopped_at: '2026-11-18T00:00:00Z' } },
      ],
    },
    {
      type: 's3',
      region: 'global',
      resources: [
        { id: 'bare', status: 'active' },
        { id: 'only-aws', status: 'active', tags: { 'aws:cloudformation:stack-name': 'x' } },
      ],
    },
    {
      type: 'elastic_ip',
      region: 'eu-west-1',
      resources: [{ id: 'eip', status: 'active', tags: complete, attributes: { associated_with: null } }],
    },
    { type: 'ec2', region: 'eu-west-1', outcome: 'failed', opened: false },
  ]);
}

describe('the summary', () => {
  it('counts in four views', async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    expect(await inventory.client.readSummary()).toEqual({
      total_resources: 8,
      by_provider: { AWS: 8 },
      by_type: { EC2: 3, 'EBS Volume': 2, S3: 2, 'Elastic IP': 1 },
      by_region: { 'us-east-1': 5, global: 2, 'eu-west-1': 1 },
      by_status: { active: 5, stopped: 2, running: 1 },
      coverage: {
        scan_id: 'scan-1',
        scanned_at: '2026-11-19T00:00:05.000Z',
        complete: false,
        stale_resources: 0,
        incomplete_units: 1,
        incomplete_scan_ids: ['scan-1'],
        never_scanned: [],
      },
    });
  });

  it('counts what a filter selects', async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    const summary = await inventory.client.readSummary({ query: { type: 'ec2', tag: 'Project' } });
    expect(summary).toMatchObject({ total_resources: 2, by_type: { EC2: 2 } });
  });
});

describe('coverage', () => {
  const coverageOf = async (inventory: TestInventory, query: Record<string, unknown> = {}) =>
    (await inventory.client.readSummary({ query })).coverage;

  it('is not complete when the scan broke off before all its units', async () => {
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-19T00:00:00Z', [{ type: 'ec2', region: 'us-east-1' }]);
    inventory.connection().exec(`update scan set status = 'partial', units_total = 3`);
    expect(await coverageOf(inventory)).toMatchObject({ complete: false, incomplete_units: 2 });
  });

  it('is none before the first scan', async () => {
    await using inventory = await openTestInventory();
    expect(await coverageOf(inventory)).toEqual({
      scan_id: null,
      scanned_at: null,
      complete: false,
      stale_resources: 0,
      incomplete_units: 0,
      incomplete_scan_ids: [],
      never_scanned: [],
    });
  });

  it.each<[string, Record<string, unknown>, readonly string[]]>([
    ['no filter', {}, []],
    ['a type that was scanned', { type: 'ec2' }, []],
    ['a type that was not', { type: 's3' }, ['s3']],
    ['one of each', { type: ['ec2', 's3'] }, ['s3']],
    ['another region', { region: ['us-east-1', 'eu-west-1'] }, ['eu-west-1']],
    ['selectors', { selector: ['aws/us-east-1', 'aws/eu-west-1', '!aws/ap-south-1'] }, ['aws/eu-west-1']],
  ])('names what was never scanned of %s', async (_, query, expected) => {
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-19T00:00:00Z', [{ type: 'ec2', region: 'us-east-1' }]);
    expect(await coverageOf(inventory, query)).toMatchObject({
      complete: expected.length === 0,
      never_scanned: expected,
      incomplete_units: 0,
    });
  });

  it.each<[string, Record<string, unknown>, { complete: boolean; incomplete_units: number }]>([
    ['where all was read', { region: 'us-east-1' }, { complete: true, incomplete_units: 0 }],
    ['where a unit failed', { region: 'eu-west-1' }, { complete: false, incomplete_units: 1 }],
    [
      'of a type that was read there',
      { region: 'eu-west-1', type: 'elastic_ip' },
      { complete: true, incomplete_units: 0 },
    ],
    ['where nothing was ever scanned', { region: 'ap-south-1' }, { complete: false, incomplete_units: 0 }],
    ['of what a selector leaves', { selector: '!aws/eu-west-1' }, { complete: true, incomplete_units: 0 }],
  ])('is told %s', async (_, query, expected) => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    expect(await coverageOf(inventory, query)).toMatchObject(expected);
  });

  it('counts stale resources, until a later scan confirms them', async () => {
    await using inventory = await openTestInventory();
    const unit = { type: 'ec2', region: 'us-east-1', resources: [{ id: 'i-1' }] };
    inventory.scan('2026-11-01T00:00:00Z', [unit]);
    inventory.scan('2026-11-02T00:00:00Z', [{ ...unit, outcome: 'failed', opened: false }]);
    expect(await coverageOf(inventory)).toMatchObject({
      scan_id: 'scan-2',
      complete: false,
      stale_resources: 1,
      incomplete_units: 1,
    });
    inventory.scan('2026-11-03T00:00:00Z', [unit]);
    expect(await coverageOf(inventory)).toMatchObject({
      scan_id: 'scan-3',
      complete: true,
      stale_resources: 0,
      incomplete_units: 0,
    });
  });

  it('keeps what an earlier scan of other regions could not read', async () => {
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-01T00:00:00Z', [
      { type: 'ec2', region: 'us-east-1' },
      { type: 'ec2', region: 'eu-west-1', outcome: 'failed', opened: false },
    ]);
    inventory.scan('2026-11-02T00:00:00Z', [{ type: 'ec2', region: 'us-east-1' }]);
    expect(await coverageOf(inventory)).toMatchObject({
      scan_id: 'scan-2',
      complete: false,
      incomplete_units: 1,
      incomplete_scan_ids: ['scan-1'],
    });
  });

  it('forgets regions that could not be listed once they were', async () => {
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-01T00:00:00Z', [{ type: 'ec2', region: '*', outcome: 'failed', opened: false }]);
    expect(await coverageOf(inventory, { region: 'us-east-1' })).toMatchObject({
      complete: false,
      incomplete_units: 1,
    });
    inventory.scan('2026-11-02T00:00:00Z', [{ type: 'ec2', region: 'us-east-1' }]);
    expect(await coverageOf(inventory)).toMatchObject({ complete: true, incomplete_units: 0 });
  });

  it('forgets regions and connections that are configured no longer', async () => {
    await using inventory = await openTestInventory({ configuration: 'providers: {aws: {regions: [us-east-1]}}' });
    inventory.scan('2026-11-01T00:00:00Z', [
      { type: 'ec2', region: 'us-east-1' },
      { type: 'ec2', region: 'eu-west-1', outcome: 'failed', opened: false },
      { type: 'ec2', region: 'us-east-1', outcome: 'failed', opened: false, connection: 'old' },
    ]);
    expect(await coverageOf(inventory)).toMatchObject({ complete: true, incomplete_units: 0 });
  });
});

describe('the cost report', () => {
  it('says what could be saved, and what is behind it', async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    const report = await inventory.client.readCostReport();
    expect(report).toMatchObject({ untagged_resources: 2, stopped_instances: 1, recently_stopped_instances: 1 });
    expect(report.findings.map(({ type, resource }) => `${type} ${resource.resource_id}`).toSorted()).toEqual([
      'stopped_instances i-stopped',
      'unassociated_addresses eip',
      'unattached_volumes vol-free',
    ]);
    expect(report.total_findings).toBe(report.recommendations.reduce((sum, { count }) => sum + count, 0));
    const known = report.findings
      .filter((finding) => !finding.savings_is_upper_bound)
      .map((finding) => finding.savings_usd_per_month ?? 0);
    expect(report.potential_monthly_savings_usd).toBeCloseTo(
      known.reduce((sum, usd) => sum + usd, 0),
      2,
    );
    expect(report.findings_without_price).toBe(
      report.findings.filter((finding) => finding.savings_usd_per_month === null).length,
    );
    for (const finding of report.findings) {
      expect(finding.price_source === null).toBe(finding.savings_usd_per_month === null);
    }
  });

  it.each<[string, Record<string, unknown>, string | undefined, readonly string[]]>([
    ['asked days', { stopped_days: 1 }, undefined, ['i-recent', 'i-stopped']],
    ['configured days', {}, 'reports: {stopped_days: 2}', ['i-recent', 'i-stopped']],
    ['more days', { stopped_days: 365 }, 'reports: {stopped_days: 2}', []],
  ])('counts stopped instances by the %s', async (_, query, configuration, expected) => {
    await using inventory = await openTestInventory(configuration === undefined ? {} : { configuration });
    sampleScan(inventory);
    const { findings } = await inventory.client.readCostReport({ query: { ...query, type: 'ec2' } });
    const stopped = findings.filter(({ type }) => type === 'stopped_instances');
    expect(stopped.map(({ resource }) => resource.resource_id).toSorted()).toEqual(expected);
  });

  it('lists as many findings as wanted and counts all', async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    const report = await inventory.client.readCostReport({ query: { max_findings: 1 } });
    expect([report.findings.length, report.findings_not_listed, report.total_findings]).toEqual([1, 2, 5]);
  });
});

describe('the compliance report', () => {
  it('has the documented figures, with the violations behind them', async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    const report = await inventory.client.readComplianceReport();
    expect(report).toMatchObject({
      total_resources: 8,
      tagged_resources: 6,
      tagging_compliance_percent: 75,
      fully_compliant: 5,
      full_compliance_percent: 62.5,
      required_tags: ['Environment', 'Project', 'Owner'],
      by_tag: {
        Environment: { missing: 2, invalid: 0 },
        Project: { missing: 3, invalid: 0 },
        Owner: { missing: 2, invalid: 1 },
      },
      violations_total: 3,
    });
    expect(report.violations[0]).toMatchObject({
      resource: { resource_id: 'i-stopped', resource_type: 'EC2' },
      missing: ['Project'],
      invalid: [{ key: 'Owner', value: '', reason: 'is empty' }],
    });
  });

  it('checks allowed values and patterns', async () => {
    const configuration = `
tags:
  required:
    - {key: Environment, allowed_values: [production, test]}
    - {key: Owner, pattern: "[a-z]{3,}"}
`;
    await using inventory = await openTestInventory({ configuration });
    sampleScan(inventory);
    const { violations } = await inventory.client.readComplianceReport({ query: { type: 'ec2' } });
    expect(
      violations.flatMap(({ resource, invalid }) =>
        invalid.map(({ key, reason }) => [resource.resource_id, key, reason]),
      ),
    ).toEqual([
      ['i-recent', 'Owner', 'does not fit [a-z]{3,}'],
      ['i-running', 'Owner', 'does not fit [a-z]{3,}'],
      ['i-stopped', 'Environment', 'is none of production, test'],
      ['i-stopped', 'Owner', 'is empty'],
    ]);
    // A tag that is asked for by name keeps its rule, and the others are not asked for.
    const asked = await inventory.client.readComplianceReport({
      query: { type: 'ec2', required_tag: ['Environment', '__proto__'] },
    });
    expect(asked.required_tags).toEqual(['Environment', '__proto__']);
    expect(Object.entries(asked.by_tag)).toEqual([
      ['Environment', { missing: 0, invalid: 1 }],
      ['__proto__', { missing: 3, invalid: 0 }],
    ]);
  });

  it('lists as many violations as wanted', async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    const report = await inventory.client.readComplianceReport({ query: { max_violations: 1 } });
    expect([report.violations.length, report.violations_total]).toEqual([1, 3]);
  });

  it('refuses a policy that makes no sense', async () => {
    await using inventory = await openTestInventory();
    const query = { required_tag: ['Owner', 'Owner'] };
    await expect(inventory.client.readComplianceReport({ query })).rejects.toMatchObject({
      problem: { code: 'invalid_request' },
    });
  });
});

describe('the untagged report', () => {
  it("counts the provider's own tags for none", async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    const { total, resources } = await inventory.client.readUntagged();
    expect([total, resources.map(({ resource_id: id }) => id)]).toEqual([2, ['bare', 'only-aws']]);
  });
});

describe('the regions report', () => {
  it('sets regions side by side, those without resources too', async () => {
    await using inventory = await openTestInventory();
    sampleScan(inventory);
    const { regions } = await inventory.client.readRegionsReport();
    expect(regions).toMatchObject([
      {
        provider: 'AWS',
        region: 'eu-west-1',
        total_resources: 1,
        by_type: { 'Elastic IP': 1 },
        incomplete_types: ['EC2'],
        only_here: ['Elastic IP'],
      },
      { region: 'global', total_resources: 2, tagging_compliance_percent: 0, only_here: [] },
      {
        region: 'us-east-1',
        total_resources: 5,
        by_status: { active: 2, stopped: 2, running: 1 },
        only_here: ['EBS Volume'],
        full_compliance_percent: 80,
      },
    ]);
    const { potential_monthly_savings_usd: total } = await inventory.client.readCostReport();
    const sum = regions.reduce((all, region) => all + region.potential_monthly_savings_usd, 0);
    expect(sum).toBeCloseTo(total, 1);
  });

  it('claims no more than is known once the regions could not be listed', async () => {
    await using inventory = await openTestInventory();
    inventory.scan('2026-11-18T00:00:00Z', [
      { type: 'ec2', region: 'us-east-1', resources: [{ id: 'i-1' }] },
      { type: 'ec2', region: 'eu-west-1' },
    ]);
    const read = async (): Promise<readonly unknown[]> => {
      const { regions } = await inventory.client.readRegionsReport();
      return regions.map((each) => [each.region, each.only_here, each.incomplete_types]);
    };
    expect(await read()).toEqual([
      ['eu-west-1', [], []],
      ['us-east-1', ['EC2'], []],
    ]);
    inventory.scan('2026-11-19T00:00:00Z', [{ type: 'ec2', region: '*', outcome: 'failed', opened: false }]);
    expect(await read()).toEqual([
      ['eu-west-1', [], ['EC2']],
      ['us-east-1', [], ['EC2']],
    ]);
  });
});

it('takes no share of the nothing in a region', async () => {
  await using inventory = await openTestInventory();
  inventory.scan('2026-11-18T00:00:00Z', [{ type: 'ec2', region: 'us-east-1' }]);
  const { regions } = await inventory.client.readRegionsReport();
  expect(regions).toMatchObject([
    { total_resources: 0, tagging_compliance_percent: null, full_compliance_percent: null },
  ]);
  expect(await inventory.client.readComplianceReport()).toMatchObject({ tagging_compliance_percent: 0 });
});

it('refuses unknown names in every report', async () => {
  await using inventory = await openTestInventory();
  const { client } = inventory;
  const query = { type: 'EC3' };
  for (const read of [
    client.readSummary,
    client.readCostReport,
    client.readComplianceReport,
    client.readUntagged,
    client.readRegionsReport,
  ]) {
    await expect(read({ query })).rejects.toMatchObject({ problem: { code: 'unknown_name' } });
  }
});
