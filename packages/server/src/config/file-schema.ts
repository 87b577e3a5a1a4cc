import { providerIds, type ProviderId } from '@tradewind/core';
import { z } from 'zod';
import { logLevels } from '../logger.ts';

/**
 * The configuration file as it is written: every key, its meaning and its bounds. The JSON schema for editors and the
 * reference page are generated from this (`npm run generate -w packages/server`). Defaults that depend on other keys are
 * applied by `toConfiguration`.
 */

const strategies = [
  'cost_optimized',
  'performance_optimized',
  'latency_optimized',
  'resilience_optimized',
  'hybrid',
  'balanced',
  'compliance_first',
] as const;

const notYet = 'Checked and kept for placement; no command of this version makes use of it.';

const regions = z
  .array(z.string().min(1))
  .min(1)
  .describe('Regions to scan. Left out: all that the account has enabled.');

/** Where and as whom a provider is reached. */
const access = {
  regions: regions.optional(),
  profile: z
    .string()
    .min(1)
    .optional()
    .describe("Named profile of the provider's own credential files. Left out: its default credential chain."),
  role_to_assume: z
    .string()
    .min(1)
    .optional()
    .describe('Role or identity to assume with those credentials (for AWS the ARN of a role).'),
  external_id: z.string().min(1).optional().describe('External id that the role asks for; only with `role_to_assume`.'),
  endpoint: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "Base address in place of the provider's own, for sovereign clouds, private stacks and proxies. Any region name is accepted then.",
    ),
  ca_file: z
    .string()
    .min(1)
    .optional()
    .describe("PEM file with certificate authorities to trust besides the system's; relative to this file."),
};

const provider = z
  .strictObject({
    enabled: z.boolean().default(true).describe('False: nothing of this provider is used, its connections included.'),
    priority: z
      .int()
      .min(1)
      .max(1_000_000)
      .optional()
      .describe('Lower comes first: in scans, checks and lists. Left out: in the order of this file.'),
    cost_factor: z.number().positive().default(1).describe(`Prices relative to AWS. ${notYet}`),
    performance_factor: z.number().positive().default(1).describe(`Performance relative to AWS. ${notYet}`),
    ...access,
  })
  .describe(
    'Settings of a provider. Its connections take from here what they leave out; without any there is one, named like the provider.',
  );

const connection = z
  .strictObject({
    name: z
      .string()
      .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'use 1 to 64 letters, digits, `.`, `_` or `-`, with a letter or digit first')
      .describe('Unique name of the account, subscription or project.'),
    provider: z.enum(providerIds).describe('Id of the provider.'),
    enabled: z.boolean().default(true).describe('False: it is left out of everything.'),
    ...access,
  })
  .describe('One account, subscription or project.');

const tagRule = z.strictObject({
  key: z.string().min(1).describe('Key of the tag.'),
  allowed_values: z.array(z.string()).min(1).optional().describe('The values that it may have. Left out: any.'),
  pattern: z.string().min(1).optional().describe('Regular expression that the whole value must fit.'),
});

/** A file that says only this much is fine: every key has a default. */
export const configurationFile = z
  .strictObject({
    multicloud: z
      .strictObject({
        enabled: z
          .boolean()
          .default(true)
          .describe('False: of several enabled providers only the first by priority is used.'),
        default_strategy: z.enum(strategies).default('balanced').describe(`How a provider is chosen. ${notYet}`),
      })
      .prefault({})
      .describe('Work with several clouds.'),
    providers: z
      .strictObject(
        Object.fromEntries(providerIds.map((id) => [id, provider.optional()])) as Record<
          ProviderId,
          z.ZodOptional<typeof provider>
        >,
      )
      .optional()
      .describe(
        'The providers to use, by id. Left out together with `connections`: AWS by its default credential chain.',
      ),
    connections: z
      .array(connection)
      .optional()
      .describe('Several accounts of a provider, or accounts under names of their own.'),
    optimization: z
      .strictObject({
        cost_threshold: z
          .number()
          .min(0)
          .max(1)
          .default(0.15)
          .describe(`Share by which another provider must be cheaper. ${notYet}`),
        performance_threshold: z
          .number()
          .min(0)
          .max(1)
          .default(0.2)
          .describe(`Share by which another must be faster. ${notYet}`),
        migration_cooldown: z.int().min(0).default(3600).describe(`Seconds between two migrations. ${notYet}`),
      })
      .prefault({})
      .describe('When to move a workload.'),
    tags: z
      .strictObject({
        required: z
          .array(z.union([z.string().min(1), tagRule]))
          .optional()
          .describe('Tags that every resource must have: names, or rules. Left out: Environment, Project and Owner.'),
        case_sensitive: z.boolean().default(true).describe('Whether case counts in keys, values and patterns.'),
      })
      .prefault({})
      .describe('What the compliance report checks.'),
    reports: z
      .strictObject({
        stopped_days: z
          .int()
          .min(0)
          .max(3650)
          .default(30)
          .describe('Days after which a stopped instance is a finding.'),
        snapshot_days: z.int().min(0).max(3650).default(90).describe('Days after which a snapshot is old.'),
        hours_per_month: z.number().min(1).max(744).default(730).describe('Hours that a month is reckoned with.'),
      })
      .prefault({})
      .describe('Thresholds of the cost report.'),
    scan: z
      .strictObject({
        unit_deadline_s: z
          .number()
          .positive()
          .max(3600)
          .default(300)
          .describe('Longest time for one region and type, in seconds; what was found by then is kept as partial.'),
        call_timeout_s: z
          .number()
          .positive()
          .max(600)
          .default(30)
          .describe('Longest time for one call of a provider, in seconds.'),
        concurrency: z.int().min(1).max(512).default(48).describe('Regions and types under way at once.'),
      })
      .prefault({})
      .describe('How a scan runs.'),
    server: z
      .strictObject({
        host: z
          .enum(['127.0.0.1', '::1', 'localhost'])
          .default('127.0.0.1')
          .describe('Address that `tradewind serve` answers at: loopback only, as there are no user tokens yet.'),
        port: z.int().min(0).max(65_535).default(7777).describe('Port of `tradewind serve`; 0 for any that is free.'),
      })
      .prefault({})
      .describe('The control plane as a server.'),
    log_level: z
      .enum(logLevels)
      .default('warn')
      .describe('What is logged to stderr. `TRADEWIND_LOG_LEVEL` goes before it.'),
  })
  .describe('Configuration of Tradewind (`tradewind.yaml`).');

export type ConfigurationFile = z.output<typeof configurationFile>;
export type ProviderSettings = z.output<typeof provider>;
export type ConnectionEntry = z.output<typeof connection>;
