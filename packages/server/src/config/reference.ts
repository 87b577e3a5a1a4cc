import { z } from 'zod';
import { environmentVariables } from './environment.ts';
import { configurationFile } from './file-schema.ts';

/** What the JSON schema says of one value. */
interface SchemaNode {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly required?: readonly string[];
  readonly items?: SchemaNode;
  readonly anyOf?: readonly SchemaNode[];
}

/** The JSON schema of `tradewind.yaml`, for editors. */
export function toJsonSchema(): Record<string, unknown> {
  return {
    title: 'Tradewind configuration',
    ...z.toJSONSchema(configurationFile, { target: 'draft-7', io: 'input' }),
  };
}

const introduction = `<!-- Generated from packages/server/src/config/file-schema.ts by \`npm run generate -w packages/server\`. -->

# Configuration

Tradewind needs no configuration: without any it works with AWS, by the default credential chain, in all regions that
the account has enabled. Where there is one, it is the file \`tradewind.yaml\`: the one that \`--config\` names, else
\`TRADEWIND_CONFIG\`, else \`tradewind.yaml\` in the working folder, else \`$XDG_CONFIG_HOME/tradewind/tradewind.yaml\`
(\`~/.config/tradewind/tradewind.yaml\`).

Everything that is wrong with it is told at once, with line and column, and nothing starts until it is right. For
completion and checks in an editor, name the schema in the first line:

\`\`\`yaml
# yaml-language-server: $schema=tradewind.schema.json
\`\`\`

Credentials are never part of it: they come from the provider's own chain (for AWS environment, shared files, profiles,
SSO, roles, instance metadata).

## Example

\`\`\`yaml
providers:
  aws:
    regions: [us-east-1, us-west-2, eu-west-1]

connections:
  - name: production
    provider: aws
    profile: production
  - name: test
    provider: aws
    role_to_assume: arn:aws:iam::123456789012:role/tradewind
    regions: [eu-west-1]

tags:
  required:
    - Project
    - key: Environment
      allowed_values: [production, test]
\`\`\`
`;

/** The reference page of the configuration file and the variables. */
export function toReferencePage(): string {
  const schema = z.toJSONSchema(configurationFile, { target: 'draft-7', io: 'input' }) as SchemaNode;
  const variables = Object.entries(environmentVariables).map(([name, meaning]) => `| \`${name}\` | ${meaning} |`);
  const cli = [
    '| `TRADEWIND_SERVER` | Address of a control plane that the command line uses in place of one of its own. |',
    '| `TRADEWIND_TOKEN` | Token for that server. |',
  ];
  return [
    introduction,
    '## Keys\n\n| key | value | default | meaning |\n| --- | --- | --- | --- |',
    [...rowsOf(schema, '')].join('\n'),
    '\n## Environment variables\n\n| variable | meaning |\n| --- | --- |',
    `${[...variables, ...cli].join('\n')}\n`,
  ].join('\n');
}

/** All providers have the same keys: they are told once. */
function* rowsOf(node: SchemaNode, path: string): Generator<string> {
  const properties = Object.entries(node.properties ?? {});
  const alike = path === 'providers' ? properties.slice(0, 1) : properties;
  for (const [key, value] of alike) {
    const name = path === 'providers' ? '<provider>' : key;
    const full = path === '' ? name : `${path}.${name}`;
    const meaning =
      path === 'providers'
        ? `${value.description ?? ''} Ids: ${properties.map(([id]) => `\`${id}\``).join(', ')}.`
        : value.description;
    yield `| \`${full}\` | ${describeType(value)} | ${describeDefault(value)} | ${(meaning ?? '').replaceAll('|', '\\|')} |`;
    yield* rowsOf(value, full);
    for (const item of value.items === undefined ? [] : [value.items, ...(value.items.anyOf ?? [])])
      yield* rowsOf(item, `${full}[]`);
  }
}

function describeType(node: SchemaNode): string {
  if (node.enum !== undefined) return node.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (node.anyOf !== undefined) return node.anyOf.map(describeType).join(' or ');
  if (node.type === 'array') return `list of ${node.items === undefined ? 'values' : describeType(node.items)}`;
  if (node.type === 'object') return 'keys and values';
  if (node.type === 'string') return node.format === 'uri' ? 'address' : 'text';
  const low = node.exclusiveMinimum === undefined ? node.minimum : `more than ${node.exclusiveMinimum}`;
  const bounds = [low, node.maximum].filter(
    (bound) => bound !== undefined && Math.abs(Number(bound)) !== Number.MAX_SAFE_INTEGER,
  );
  return [
    node.type ?? 'any',
    ...(bounds.length === 2
      ? [`(${bounds.join(' to ')})`]
      : bounds.map((bound) => `(${typeof bound === 'number' ? `at least ${bound}` : bound})`)),
  ].join(' ');
}

function describeDefault(node: SchemaNode): string {
  const { default: value } = node;
  if (typeof value === 'string') return `\`${value}\``;
  return typeof value === 'number' || typeof value === 'boolean' ? `\`${value}\`` : '';
}
