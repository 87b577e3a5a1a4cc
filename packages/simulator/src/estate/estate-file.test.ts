import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { awsRegionEntrySchema } from '../aws/estate/aws-estate-schema.ts';
import { faultSchema } from '../faults/fault-schema.ts';
import { createTestCloud, testStartMs } from '../test-support/test-cloud.ts';
import { parseEstateFile, type EstateProblem } from './estate-file.ts';
import { estateJsonSchemaText } from './estate-json-schema.ts';

const estatesFolder = join(import.meta.dirname, '../../estates');

function problemsOf(text: string): readonly EstateProblem[] {
  const result = parseEstateFile(text);
  return result.ok ? [] : result.problems;
}

function load(text: string): ReturnType<typeof createTestCloud> {
  const result = parseEstateFile(text);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return createTestCloud(result.estate);
}

describe('parseEstateFile', () => {
  it('finds all problems with their paths and lines', () => {
    const text = [
      'aws:',
      '  account_id: 12',
      '  regions:',
      '    us-east-1:',
      '      instances:',
      '        - type: large',
      '          state: sleeping',
      '        - type: m5.large',
      '          colour: red',
      '          launched_at: { age: soon }',
      'fault: []',
    ].join('\n');
    const found = problemsOf(text).map(({ path, line }) => `${line} ${path}`);
    expect(found.sort()).toEqual([
      '10 aws.regions.us-east-1.instances[1].launched_at.age',
      '11 fault',
      '2 aws.account_id',
      '6 aws.regions.us-east-1.instances[0].type',
      '7 aws.regions.us-east-1.instances[0].state',
      '9 aws.regions.us-east-1.instances[1].colour',
    ]);
  });

  it.each(['yesterday', '5', '{ years: 3 }'])('says what a time looks like when it is %s', (moment) => {
    const [problem] = problemsOf(
      `aws: { regions: { us-east-1: { volumes: [{ size_gib: 1, created_at: ${moment} }] } } }`,
    );
    expect(problem?.message).toContain('{ age: 90d }');
  });

  it('says on which line the YAML is broken', () => {
    expect(problemsOf('aws:\n  regions: [\n')).toMatchObject([{ path: '', line: 3 }]);
  });

  it.each([
    ['addresses: [{ instance: nobody }]', 'addresses[0].instance', 'there is no instance nobody in this region'],
    [
      'databases: [{ identifier: a, class: db.m5.large, engine: mysql, cluster: b }]',
      'databases[0].cluster',
      'there is no database cluster b in this region',
    ],
    [
      'load_balancers: [{ name: a, listeners: [{ port: 80, protocol: HTTP, target_group: b }] }]',
      'load_balancers[0].listeners[0].target_group',
      'there is no target group b in this region',
    ],
    [
      'target_groups: [{ name: a, targets: [{ id: b }] }]',
      'target_groups[0].targets[0].id',
      'there is no instance b in this region',
    ],
    ['functions: [{ name: a }, { name: a }]', 'functions[1].name', 'a is there twice'],
  ])('checks references: %s', (section, path, message) => {
    const problems = problemsOf(`aws:\n  regions:\n    us-east-1:\n      ${section}\n`);
    expect(problems).toEqual([{ path: `aws.regions.us-east-1.${path}`, line: 4, message }]);
  });

  it('knows no bucket in a region that is not there', () => {
    expect(problemsOf('aws:\n  buckets: [{ name: abc, region: us-east-9 }]')).toMatchObject([
      { path: 'aws.buckets[0].region', message: 'there is no region us-east-9' },
    ]);
  });

  it('takes any tag key, as a map or as a list', () => {
    const cloud = load(`
aws:
  regions:
    us-east-1:
      volumes:
        - { size_gib: 1, tags: { "a.b": "1", "🦄": "ü" } }
        - { size_gib: 1, tags: [{ key: __proto__, value: x }, { key: constructor, value: y }] }
`);
    const answer = cloud.ec2('DescribeTags');
    expect(answer.texts('key')).toEqual(['a.b', '🦄', '__proto__', 'constructor']);
    expect(answer.texts('value')).toEqual(['1', 'ü', 'x', 'y']);
  });

  it('reads absolute times and ages from the start', () => {
    const cloud = load(`
aws:
  regions:
    us-east-1:
      volumes:
        - { size_gib: 1, created_at: 2026-08-03T10:11:12Z }
        - { size_gib: 1, created_at: { age: 90d } }
        - { size_gib: 1, created_at: { age: 1.5h } }
`);
    const hour = 3_600_000;
    expect(cloud.ec2('DescribeVolumes').texts('createTime')).toEqual([
      '2026-08-03T10:11:12.000Z',
      new Date(testStartMs - 90 * 24 * hour).toISOString(),
      new Date(testStartMs - 1.5 * hour).toISOString(),
    ]);
  });

  it('takes an empty file for an empty estate', () => {
    expect(parseEstateFile('')).toEqual({ ok: true, estate: {} });
  });
});

describe('the bundled files', () => {
  it('have a JSON schema that is not stale: npm run generate -w packages/simulator', () => {
    const isFresh = readFileSync(join(estatesFolder, 'estate.schema.json'), 'utf8') === estateJsonSchemaText();
    expect(isFresh).toBe(true);
  });

  it('have a sample estate with five instances in each of three regions and eight buckets', () => {
    const { world } = load(readFileSync(join(estatesFolder, 'sample.yaml'), 'utf8'));
    const counts = ['us-east-1', 'us-west-2', 'eu-west-1'].map(
      (name) => world.estate.regions.get(name)?.instances.size,
    );
    expect(counts).toEqual([5, 5, 5]);
    expect(world.estate.buckets.size).toBe(8);
  });
});

describe('the README', () => {
  const readme = readFileSync(join(estatesFolder, '../README.md'), 'utf8');

  it('has an example that is valid', () => {
    const example = /^ {4}aws:\n(?: {4}.*\n)+/m.exec(readme)?.[0].replaceAll(/^ {4}/gm, '') ?? '';
    const result = parseEstateFile(example);
    expect(result).toMatchObject({ ok: true, estate: { faults: [{ kind: 'deny' }] } });
  });

  it('names every section and every kind of fault', () => {
    const sections = Object.keys(awsRegionEntrySchema.shape).filter((key) => key !== 'opt_in_status');
    const kinds = faultSchema.options.map(({ shape }) => shape.kind.value);
    expect(
      [...sections, ...kinds].filter((word) => !readme.includes(`\`${word}\``) && !readme.includes(`${word}:`)),
    ).toEqual([]);
  });
});
