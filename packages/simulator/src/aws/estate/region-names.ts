/** The 17 regions that are enabled in every AWS account. */
export const defaultRegionNames: readonly string[] = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-central-1',
  'eu-north-1',
  'ap-south-1',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'sa-east-1',
  'ca-central-1',
];

/** The regions that an account has to opt into first; docs.aws.amazon.com/accounts/latest/reference, 2026-11-20. */
export const optInRegionNames: readonly string[] = [
  'af-south-1',
  'ap-east-1',
  'ap-east-2',
  'ap-south-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'ca-west-1',
  'eu-central-2',
  'eu-south-1',
  'eu-south-2',
  'il-central-1',
  'me-central-1',
  'me-south-1',
  'mx-central-1',
];

export const regionNamePattern = /^[a-z]{2}(-[a-z]+)+-\d$/;

/** Letters of the zones that the simulator gives every region. */
const zoneLetters = ['a', 'b', 'c'] as const;

export function zoneNames(region: string): readonly string[] {
  return zoneLetters.map((letter) => `${region}${letter}`);
}

/** AWS's short form of a zone that is the same in every account: `use1-az1` for the first zone of us-east-1. */
export function zoneId(zone: string): string {
  const region = zone.slice(0, -1);
  const n = zone.charCodeAt(zone.length - 1) - 'a'.charCodeAt(0) + 1;
  const parts = region.split('-');
  const directions = parts
    .slice(1, -1)
    .join('')
    .replaceAll(/north|south|east|west|central/g, (word) => word.charAt(0));
  return `${parts[0]}${directions}${parts.at(-1)}-az${n}`;
}
