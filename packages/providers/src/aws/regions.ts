/**
 * Regions of the public partition, to check configuration against. Those since 2019 must be enabled by an account
 * before it can use them. Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html,
 * read 2026-11-20.
 */
const defaultRegions = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const;

const optInRegions = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-6',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
] as const;

export const awsRegions: readonly string[] = [...defaultRegions, ...optInRegions].toSorted();

const optInNames: ReadonlySet<string> = new Set(optInRegions);

export function mustBeEnabled(region: string): boolean {
  return optInNames.has(region);
}
