import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerDescriptions } from '@tradewind/providers';
import { temporaryFolder } from '@tradewind/test-kit';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, loadConfiguration, type Configuration, type LoadConfigurationOptions } from './config.ts';

async function load(text: string | null, options: Partial<LoadConfigurationOptions> = {}): Promise<Configuration> {
  using folder = temporaryFolder();
  if (text !== null) writeFileSync(join(folder.path, 'tradewind.yaml'), text);
  return await loadConfiguration({
    providers: providerDescriptions,
    variables: { HOME: folder.path },
    workingFolder: folder.path,
    ...options,
  });
}

/** The problems as `line:column message`, without the file. */
async function problemsOf(text: string, options: Partial<LoadConfigurationOptions> = {}): Promise<readonly string[]> {
  const error: unknown = await load(text, options).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof ConfigurationError)) throw new Error(`expected problems, got ${String(error)}`);
  return error.problems.map(
    ({ line, column, message, source }) => `${line === null ? source : `${line}:${column}`} ${message}`,
  );
}

/** `config/multicloud.yaml` as it is documented. */
const documented = `
multicloud:
  enabled: true
  default_strategy: "balanced"  # cost_optimized, performance_optimized, balanced

providers:
  aws:
    enabled: true
    priority: 1
    regions: ["us-east-1", "us-west-2", "eu-west-1"]
    cost_factor: 1.0
    performance_factor: 1.0

  azure:
    enabled: true
    priority: 2
    regions: ["East US", "West US 2", "West Europe"]
    cost_factor: 1.1
    performance_factor: 0.95

  gcp:
    enabled: true
    priority: 3
    regions: ["us-central1", "us-west1", "europe-west1"]
    cost_factor: 0.95
    performance_factor: 1.05

optimization:
  cost_threshold: 0.15  # Switch providers if cost difference > 15%
  performance_threshold: 0.20  # Switch if performance difference > 20%
  migration_cooldown: 3600  # Minimum seconds between migrations
`;

describe('configuration', () => {
  it('is one AWS connection by the default credential chain when there is no file', async () => {
    const configuration = await load(null);
    expect(configuration.file).toBeNull();
    expect(configuration.connections).toEqual([
      expect.objectContaining({ name: 'aws', provider: 'aws', regions: null, profile: null }),
    ]);
    expect(configuration.requiredTags.map(({ key }) => key)).toEqual(['Environment', 'Project', 'Owner']);
  });

  it.each(['', '# nothing yet\n', '---\n'])('is the same with an empty file: %j', async (text) => {
    const configuration = await load(text);
    expect(configuration.connections.map(({ name }) => name)).toEqual(['aws']);
  });

  it('accepts the documented file, and says which of its providers it cannot use yet', async () => {
    const configuration = await load(documented);
    expect(configuration.connections).toEqual([
      expect.objectContaining({ name: 'aws', regions: ['us-east-1', 'us-west-2', 'eu-west-1'], priority: 1 }),
    ]);
    expect(configuration.warnings).toEqual([expect.stringContaining('Azure'), expect.stringContaining('GCP')]);
  });

  it('has no connection when all providers are disabled', async () => {
    const configuration = await load('providers: {aws: {enabled: false}}');
    expect(configuration.connections).toEqual([]);
  });

  it('gives the connections of a provider what they leave out', async () => {
    const { connections } = await load(`
providers:
  aws: {regions: [us-east-1], priority: 5, endpoint: "http://127.0.0.1:4000"}
connections:
  - {name: production, provider: aws, profile: prod}
  - {name: test, provider: aws, regions: [eu-west-1], role_to_assume: "arn:aws:iam::1:role/r", external_id: x}
  - {name: old, provider: aws, enabled: false}
`);
    expect(
      connections.map(({ name, regions, profile, endpoint, priority }) => ({
        name,
        regions,
        profile,
        endpoint,
        priority,
      })),
    ).toEqual([
      { name: 'production', regions: ['us-east-1'], profile: 'prod', endpoint: 'http://127.0.0.1:4000', priority: 5 },
      { name: 'test', regions: ['eu-west-1'], profile: null, endpoint: 'http://127.0.0.1:4000', priority: 5 },
    ]);
    expect(connections[1]).toMatchObject({ roleToAssume: 'arn:aws:iam::1:role/r', externalId: 'x' });
  });

  it('reads the rest', async () => {
    const configuration = await load(`
tags:
  case_sensitive: false
  required: [CostCenter, {key: Environment, allowed_values: [prod, test]}, {key: Owner, pattern: "[a-z]+"}]
reports: {stopped_days: 7, snapshot_days: 30, hours_per_month: 720}
scan: {unit_deadline_s: 20, call_timeout_s: 2.5, concurrency: 3}
server: {port: 8080, host: "::1"}
log_level: info
`);
    expect(configuration).toMatchObject({
      tagsCaseSensitive: false,
      requiredTags: [
        { key: 'CostCenter', allowedValues: null, pattern: null },
        { key: 'Environment', allowedValues: ['prod', 'test'], pattern: null },
        { key: 'Owner', allowedValues: null, pattern: '[a-z]+' },
      ],
      reports: { stoppedDays: 7, snapshotDays: 30, hoursPerMonth: 720 },
      scan: { unitDeadlineMs: 20_000, callTimeoutMs: 2500, concurrency: 3 },
      server: { port: 8080, host: '::1' },
      logLevel: 'info',
    });
  });

  it('orders connections by priority', async () => {
    const { connections } = await load('connections: [{name: b, provider: aws}, {name: a, provider: aws}]');
    expect(connections.map(({ name }) => name)).toEqual(['b', 'a']);
  });

  it('accepts a region that is not known behind an endpoint of its own', async () => {
    const { connections } = await load('providers: {aws: {regions: [moon-1], endpoint: "https://cloud.example"}}');
    expect(connections[0]?.regions).toEqual(['moon-1']);
  });
});

describe('what is wrong with a configuration', () => {
  it('is told all at once, each with its line and column', async () => {
    const text = `providers:
  aws:
    regoins: [us-east-1]
    priority: high
    regions: [us-east-1, us-esat-1]
  amazon: {}
connections:
  - name: prod
    provider: asw
  - name: test
    provider: aws
    external_id: x
    regions: [eu-wset-1]
  - name: test
    provider: aws
tags:
  required: [{key: Owner, pattern: "(["}, {kye: Project}]
scan: {unit_deadline_s: 0}
server: {host: 0.0.0.0}
log_level: verbose
`;
    expect(await problemsOf(text)).toEqual([
      '3:5 unknown key "regoins"; did you mean regions?',
      '4:15 `priority`: expected number, found string',
      '5:26 unknown region "us-esat-1"; did you mean us-east-1? (a region of a private stack needs `endpoint`)',
      '6:3 unknown key "amazon"',
      expect.stringMatching(/^9:15 unknown value "asw"; did you mean aws\? \(one of: aws, azure/),
      '12:18 `external_id` has no effect without `role_to_assume`',
      '13:15 unknown region "eu-wset-1"; did you mean eu-west-1? (a region of a private stack needs `endpoint`)',
      '14:11 there are two connections named "test"',
      expect.stringMatching(/^17:14 the pattern of tag "Owner" cannot be used/),
      '17:43 `key` is missing',
      '17:44 unknown key "kye"; did you mean key?',
      expect.stringMatching(/^18:25 `unit_deadline_s`: too small/),
      expect.stringMatching(/^19:16 unknown value "0\.0\.0\.0" \(one of: 127\.0\.0\.1/),
      expect.stringMatching(/^20:12 unknown value "verbose" \(one of: debug/),
    ]);
  });

  it.each([
    ['providers:\n  aws:\n    role_arn: x\n', '3:5 unknown key "role_arn"; it is called role_to_assume here'],
    ['providers:\n  aws:\n', '2:7 `aws`: expected keys and values, found nothing'],
    ['- a\n- b\n', '1:1 the file must hold keys and values'],
    ['tags: {required: [3]}\n', '1:19 expected a name, or a rule with a `key`'],
    ['providers: {aws: {regions: []}}', '1:28 `regions`: too small: expected array to have >=1 items'],
    [
      'providers: {aws: {endpoint: "https://me:secret@x.example"}}',
      '1:29 an address must not contain a password: credentials come from the credential chain',
    ],
    ['providers: {aws: {ca_file: nowhere.pem}}', expect.stringMatching(/^1:28 there is no file .*nowhere\.pem$/)],
    ['connections: [{name: "a b", provider: aws}]', expect.stringMatching(/^1:22 `name`: use 1 to 64 letters/)],
    ['__proto__: {polluted: true}\n', '1:1 unknown key "__proto__"'],
    ['constructor: 1\n', '1:1 unknown key "constructor"'],
    ['providers: {aws: {__proto__: 1}}\n', '1:19 unknown key "__proto__"'],
    ['log_level: info\nlog_level: warn\n', expect.stringMatching(/^2:1 .*unique/)],
    ['a: [1\nb: 2\n', expect.stringMatching(/^2:1 /)],
    ['server: {port: 70000}', expect.stringMatching(/^1:16 `port`: too big/)],
  ])('names %j', async (text, expected) => {
    expect(await problemsOf(text)).toEqual([expected]);
  });

  it('says it of the environment too', async () => {
    const variables = { HOME: '/nowhere', TRADEWIND_LOG_LEVEL: 'wrn', TRADEWIND_CONFIG: 'missing.yaml' };
    expect(await problemsOf('', { variables, workingFolder: '/nowhere' })).toEqual([
      'TRADEWIND_LOG_LEVEL unknown level "wrn"; did you mean warn? (one of: debug, info, warn, error, silent)',
      'TRADEWIND_CONFIG /nowhere/missing.yaml cannot be read: there is no such file',
    ]);
  });

  it('reads well', () => {
    const error = new ConfigurationError([
      { source: 'tradewind.yaml', line: 3, column: 5, message: 'unknown key "regoins"; did you mean regions?' },
      { source: 'TRADEWIND_LOG_LEVEL', line: null, column: null, message: 'unknown level "x"' },
    ]);
    expect(error.message).toBe(
      'The configuration has 2 problems:\n' +
        '  tradewind.yaml:3:5: unknown key "regoins"; did you mean regions?\n' +
        '  TRADEWIND_LOG_LEVEL: unknown level "x"',
    );
  });
});

describe('where the configuration comes from', () => {
  it('is the named file before the variable before the working folder before the user', async () => {
    using folder = temporaryFolder();
    const names = ['named', 'variable', 'work/tradewind', 'home/.config/tradewind/tradewind'];
    for (const name of names) {
      mkdirSync(join(folder.path, name, '..'), { recursive: true });
      writeFileSync(join(folder.path, `${name}.yaml`), '');
    }
    const base = { providers: providerDescriptions, workingFolder: join(folder.path, 'work') };
    const variables = { HOME: join(folder.path, 'home') };
    const withVariable = { ...variables, TRADEWIND_CONFIG: '../variable.yaml' };
    const read = async (options: Omit<LoadConfigurationOptions, 'providers'>): Promise<string | null> =>
      (await loadConfiguration({ ...base, ...options })).file;

    expect(await read({ variables: withVariable, file: '../named.yaml' })).toBe(join(folder.path, 'named.yaml'));
    expect(await read({ variables: withVariable })).toBe(join(folder.path, 'variable.yaml'));
    expect(await read({ variables })).toBe(join(folder.path, 'work/tradewind.yaml'));
    expect(await read({ variables, workingFolder: folder.path })).toBe(
      join(folder.path, 'home/.config/tradewind/tradewind.yaml'),
    );
    expect(
      await read({ variables: { ...variables, XDG_CONFIG_HOME: 'relative' }, workingFolder: folder.path }),
    ).toContain('.config');
    expect(await read({ variables: { HOME: '/nowhere' }, workingFolder: folder.path })).toBeNull();
  });

  it.each([
    [{ HOME: '/home/u' }, '/home/u/.local/state/tradewind'],
    [{ HOME: '/home/u', XDG_STATE_HOME: '/state' }, '/state/tradewind'],
    [{ HOME: '/home/u', XDG_STATE_HOME: 'relative' }, '/home/u/.local/state/tradewind'],
    [{ HOME: '/home/u', XDG_STATE_HOME: '/state', TRADEWIND_HOME: '/tw' }, '/tw'],
    [{ HOME: '/home/u', TRADEWIND_HOME: '' }, '/home/u/.local/state/tradewind'],
    [{ HOME: '/home/u', TRADEWIND_HOME: 'here' }, '/nowhere/here'],
  ])('keeps the state of %j in %s', async (variables, expected) => {
    const configuration = await loadConfiguration({
      providers: providerDescriptions,
      variables,
      workingFolder: '/nowhere',
    });
    expect(configuration.stateFolder).toBe(expected);
  });

  it('lets the variable decide the log level', async () => {
    const configuration = await load('log_level: info', {
      variables: { HOME: '/nowhere', TRADEWIND_LOG_LEVEL: 'error' },
    });
    expect(configuration.logLevel).toBe('error');
  });
});
