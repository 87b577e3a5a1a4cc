import type { ComplianceReportDto, CostReportDto, RegionsReportDto, UntaggedReportDto } from '@tradewind/api';
import { describe, expect, it } from 'vitest';
import { main } from '../../main.ts';
import { fakeLoaders, type Answers } from '../../test-support/fake-control-plane.ts';
import { fakeTerminal } from '../../test-support/fake-terminal.ts';
import {
  completeCoverage,
  neverScanned,
  partialCoverage,
  sampleResource,
  sampleSummary,
} from '../../test-support/sample-answers.ts';

const { uid, provider, resource_type, resource_id, region, name } = sampleResource();
const reference = { uid, provider, resource_type, resource_id, region, name };

const finding: CostReportDto['findings'][number] = {
  type: 'stopped_instances',
  priority: 'HIGH',
  resource: reference,
  message: 'stopped for 109 days',
  action: 'Terminate it, or keep a snapshot',
  evidence: { stopped_at: '2026-08-03T10:11:12Z' },
  savings_usd_per_month: 8,
  savings_is_upper_bound: true,
  price_source: 'AWS price list',
  price_date: '2026-11-01',
};

const cost: CostReportDto = {
  total_findings: 2,
  untagged_resources: 7,
  stopped_instances: 1,
  recently_stopped_instances: 0,
  further_savings_at_most_usd: 5,
  findings_not_listed: 0,
  potential_monthly_savings_usd: 8,
  findings_without_price: 1,
  recommendations: [
    {
      priority: 'HIGH',
      type: 'stopped_instances',
      count: 2,
      message: 'Found 2 stopped EC2 instances.',
      action: 'Review and terminate instances stopped for >30 days',
      estimated_savings_usd: 8,
      further_savings_at_most_usd: 5,
      findings_without_price: 1,
    },
  ],
  findings: [
    finding,
    { ...finding, savings_usd_per_month: null, resource: { ...reference, resource_id: 'i-0def', name: '=1+1' } },
  ],
  coverage: completeCoverage,
};

const compliance: ComplianceReportDto = {
  total_resources: 23,
  tagged_resources: 16,
  tagging_compliance_percent: 69.6,
  fully_compliant: 8,
  full_compliance_percent: 34.8,
  tags_unknown: 0,
  required_tags: ['Environment', 'Owner'],
  by_tag: { Environment: { missing: 7, invalid: 1 }, Owner: { missing: 12, invalid: 0 } },
  violations: [
    {
      resource: reference,
      missing: ['Owner'],
      invalid: [{ key: 'Environment', value: 'prd', reason: 'not one of production, test' }],
    },
  ],
  violations_total: 15,
  coverage: completeCoverage,
};

const untagged: UntaggedReportDto = { total: 1, resources: [sampleResource({ tags: {} })], coverage: completeCoverage };

const regions: RegionsReportDto = {
  regions: [
    {
      provider: 'AWS',
      region: 'us-east-1',
      total_resources: 19,
      by_type: { EC2: 5, 'EBS Volume': 7 },
      by_status: { running: 12 },
      tagging_compliance_percent: 50,
      full_compliance_percent: 25,
      potential_monthly_savings_usd: 1234.5,
      further_savings_at_most_usd: null,
      findings_without_price: 0,
      incomplete_types: [],
      only_here: ['EKS'],
    },
    {
      provider: 'AWS',
      region: 'eu-west-1',
      total_resources: 1,
      by_type: { EC2: 1 },
      by_status: { running: 1 },
      tagging_compliance_percent: 0,
      full_compliance_percent: 0,
      potential_monthly_savings_usd: 0,
      further_savings_at_most_usd: null,
      findings_without_price: 2,
      incomplete_types: [],
      only_here: [],
    },
  ],
  coverage: completeCoverage,
};

const answers: Answers = {
  readSummary: () => sampleSummary(),
  readCostReport: () => cost,
  readComplianceReport: () => compliance,
  readUntagged: () => untagged,
  readRegionsReport: () => regions,
};

async function report(argv: string[], given: Answers = answers, columns?: number) {
  const terminal = fakeTerminal(columns === undefined ? {} : { columns });
  const loaders = fakeLoaders(given);
  const code = await main(['report', ...argv, '--no-color'], loaders, terminal);
  return { code, stdout: terminal.stdout.text, stderr: terminal.stderr.text, calls: loaders.calls };
}

const reports = [
  ['summary', sampleSummary()],
  ['cost', cost],
  ['compliance', compliance],
  ['untagged', untagged],
  ['regions', regions],
] as const;

describe.each(reports)('report %s', (verb, document) => {
  it('writes exactly the answer of the API as JSON', async () => {
    const { code, stdout, stderr } = await report([verb, '-o', 'json']);
    expect(JSON.parse(stdout)).toEqual(document);
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it.each(['table', 'md', 'csv', 'yaml'])('writes %s, and only that, to stdout', async (format) => {
    const { code, stdout, stderr } = await report([verb, '-o', format]);
    expect(stdout).not.toBe('');
    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('fits a terminal of 80 columns', async () => {
    const { stdout } = await report([verb], answers, 80);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  it('is narrowed by selectors and filters', async () => {
    const { calls } = await report([verb, 'aws/us-*', '--types', 'ec2']);
    expect(calls[0]).toMatch(/\?selector=aws%2Fus-\*&type=ec2/);
  });
});

describe('a report on what is not all there', () => {
  const incomplete = { ...compliance, coverage: partialCoverage };

  it('says so and exits 3', async () => {
    const { code, stdout, stderr } = await report(['compliance'], { readComplianceReport: () => incomplete });
    expect(code).toBe(3);
    expect(stdout).toContain('Tag compliance');
    expect(stderr).toContain('This inventory is incomplete');
  });

  it('says so at the end of Markdown, which goes elsewhere without stderr', async () => {
    const { stdout } = await report(['compliance', '-o', 'md'], { readComplianceReport: () => incomplete });
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^> \*\*Note:\*\* This inventory is incomplete: .*1 unit /);
    expect((await report(['compliance', '-o', 'md'])).stdout).not.toContain('> **Note:**');
  });

  it('fails before the first scan, without figures', async () => {
    const never = { readComplianceReport: () => ({ ...compliance, coverage: neverScanned }) };
    const { code, stdout, stderr } = await report(['compliance', '--fail-on-violations', '-o', 'json'], never);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain('Nothing has been scanned yet');
  });
});

describe('report cost', () => {
  it('shows money by the month, what is unknown as unknown, and bounds as bounds', async () => {
    const { stdout } = await report(['cost'], answers, 140);
    expect(stdout).toMatchInlineSnapshot(`
      "Cost optimisation: 2 findings
      Potential savings   $8.00/month + up to $5.00/month + 1 unknown
      Untagged resources  7
      Stopped instances   1
      Beyond that, the saving of 1 finding is unknown.

      Recommendations
      PRIORITY  FINDING                         COUNT                                        SAVES  ACTION
      HIGH      Found 2 stopped EC2 instances.      2  $8.00/month + up to $5.00/month + 1 unknown  Review and terminate instances stopped for >30
                                                                                                    days

      Findings
      PRIORITY  TYPE  ID      NAME   REGION                 SAVES  WHY
      HIGH      EC2   i-0abc  web-1  us-east-1  up to $8.00/month  stopped for 109 days
      HIGH      EC2   i-0def  =1+1   us-east-1            unknown  stopped for 109 days
      "
    `);
  });

  it('does not call a sum of nothing known 0', async () => {
    const unknown = {
      ...cost,
      potential_monthly_savings_usd: 0,
      further_savings_at_most_usd: null,
      findings_without_price: 2,
    };
    const { stdout } = await report(['cost'], { readCostReport: () => unknown });
    expect(stdout).toMatch(/Potential savings +unknown/);
  });

  it('passes on the ages that were asked for', async () => {
    const { calls } = await report(['cost', '--stopped-days', '7', '--snapshot-days', '0']);
    expect(calls[0]).toBe('readCostReport?stopped_days=7&snapshot_days=0&max_findings=25');
  });

  it('writes a finding a row as CSV, with an unknown saving empty and no formula', async () => {
    const lines = (await report(['cost', '-o', 'csv'])).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[2]).toContain(",'=1+1,,true,stopped for 109 days,");
  });

  it('lists no more findings than asked for, and says so', async () => {
    const first = { ...cost, findings: [finding], findings_not_listed: 1 };
    const { stdout, calls } = await report(['cost', '--limit', '1'], { readCostReport: () => first });
    expect(calls[0]).toContain('max_findings=1');
    expect(stdout).toContain('1 more finding; see it with --limit or another --output.');
  });
});

describe('report compliance', () => {
  it('exits 4 for violations only when told to', async () => {
    expect((await report(['compliance'])).code).toBe(0);
    expect((await report(['compliance', '--fail-on-violations'])).code).toBe(4);
    const clean = { ...compliance, violations: [], violations_total: 0 };
    expect((await report(['compliance', '--fail-on-violations'], { readComplianceReport: () => clean })).code).toBe(0);
  });

  it('asks for all violations for programs and for a screenful for people', async () => {
    expect((await report(['compliance', '-o', 'csv'])).calls[0]).toContain('max_violations=1000000');
    expect((await report(['compliance'])).calls[0]).toContain('max_violations=25');
    expect((await report(['compliance', '--limit', '3', '-o', 'json'])).calls[0]).toContain('max_violations=3');
  });

  it('requires other tags when told to', async () => {
    const { calls } = await report(['compliance', '--required-tags', 'Owner,CostCenter', '--required-tags', 'Team']);
    expect(calls[0]).toContain('required_tag=Owner&required_tag=CostCenter&required_tag=Team');
  });

  it('shows shares, the tags and the violations, and how many are not shown', async () => {
    const { stdout } = await report(['compliance'], answers, 100);
    expect(stdout).toMatchInlineSnapshot(`
      "Tag compliance: Environment, Owner
                       RESOURCES   SHARE
      All                     23
      With any tag            16  69.6 %
      Fully compliant          8  34.8 %

      REQUIRED TAG  MISSING  INVALID
      Environment         7        1
      Owner              12        0

      Violations
      TYPE  ID      REGION     PROBLEM
      EC2   i-0abc  us-east-1  missing: Owner; Environment=prd: not one of production, test
      14 more violations; see them with --limit or another --output.
      "
    `);
  });
});

describe('report regions', () => {
  it('puts regions below each other', async () => {
    const { stdout } = await report(['regions'], answers, 100);
    expect(stdout).toMatchInlineSnapshot(`
      "Regions: 2
      REGION     RESOURCES  TAGGED  COMPLIANT          SAVINGS  TYPES
      us-east-1         19  50.0 %     25.0 %  $1,234.50/month  EC2 5, EBS Volume 7
      eu-west-1          1   0.0 %      0.0 %          unknown  EC2 1
      Only in us-east-1: EKS.
      Beyond the savings above, that of 2 findings is unknown.
      "
    `);
  });
});

describe('report regions in 80 columns', () => {
  it('breaks between items only, and shows no share of nothing', async () => {
    const [first] = regions.regions;
    if (first === undefined) throw new Error('no region');
    const full = { ...first, region: 'ap-southeast-2', further_savings_at_most_usd: 99.5, findings_without_price: 2 };
    const empty = { ...first, region: 'eu-north-1', total_resources: 0, tagging_compliance_percent: 0, by_type: {} };
    const { stdout } = await report(
      ['regions'],
      { readRegionsReport: () => ({ ...regions, regions: [full, empty] }) },
      80,
    );
    expect(stdout).toMatchInlineSnapshot(`
      "Regions: 2
      REGION          RESOURCES  TAGGED  COMPLIANT               SAVINGS  TYPES
      ap-southeast-2         19  50.0 %     25.0 %       $1,234.50/month  EC2 5,
                                                    + up to $99.50/month  EBS Volume 7
                                                             + 2 unknown
      eu-north-1              0       -          -       $1,234.50/month
      Only in ap-southeast-2: EKS.
      Only in eu-north-1: EKS.
      Beyond the savings above, that of 2 findings is unknown.
      "
    `);
  });
});

describe('report summary', () => {
  it('sets the views beside each other', async () => {
    const { stdout } = await report(['summary'], answers, 80);
    expect(stdout).toMatchInlineSnapshot(`
      "Resource summary: 23 resources
      PROVIDER  COUNT    SHARE    TYPE  COUNT   SHARE    REGION     COUNT   SHARE
      AWS          23  100.0 %    EC2      15  65.2 %    global         8  34.8 %
                                  S3        8  34.8 %    eu-west-1      5  21.7 %
                                                         us-east-1      5  21.7 %
                                                         us-west-2      5  21.7 %

      STATUS      COUNT   SHARE
      active          8  34.8 %
      running         8  34.8 %
      stopped         3  13.0 %
      pending         2   8.7 %
      terminated      2   8.7 %
      "
    `);
  });
});
