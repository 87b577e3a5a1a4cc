import { AwsError } from '../frame/aws-error.ts';

interface ResourceWords {
  readonly notFound: (id: string) => AwsError;
  readonly malformed: (id: string) => AwsError;
}

/** EC2 has codes of its own for each kind of id; by the id's prefix. */
const byPrefix: Readonly<Record<string, ResourceWords>> = {
  i: words(
    'InvalidInstanceID.NotFound',
    'InvalidInstanceID.Malformed',
    (id) => `The instance ID '${id}' does not exist`,
  ),
  vol: words('InvalidVolume.NotFound', 'InvalidVolumeID.Malformed', (id) => `The volume '${id}' does not exist.`),
  snap: words(
    'InvalidSnapshot.NotFound',
    'InvalidSnapshotID.Malformed',
    (id) => `The snapshot '${id}' does not exist.`,
  ),
  eipalloc: words(
    'InvalidAllocationID.NotFound',
    'InvalidAllocationID.Malformed',
    (id) => `The allocation ID '${id}' does not exist`,
  ),
  nat: words('NatGatewayNotFound', 'NatGatewayMalformed', (id) => `The Nat Gateway ${id} was not found`),
  ami: words('InvalidAMIID.NotFound', 'InvalidAMIID.Malformed', (id) => `The image id '[${id}]' does not exist`),
  vpc: words('InvalidVpcID.NotFound', 'InvalidVpcID.Malformed', (id) => `The vpc ID '${id}' does not exist`),
  subnet: words(
    'InvalidSubnetID.NotFound',
    'InvalidSubnetID.Malformed',
    (id) => `The subnet ID '${id}' does not exist`,
  ),
  sg: words('InvalidGroup.NotFound', 'InvalidGroupId.Malformed', (id) => `The security group '${id}' does not exist`),
};

function words(notFoundCode: string, malformedCode: string, say: (id: string) => string): ResourceWords {
  return {
    notFound: (id) => new AwsError(notFoundCode, say(id)),
    malformed: (id) => new AwsError(malformedCode, `Invalid id: "${id}"`),
  };
}

/** The error for an id that nothing has: malformed when it could never be one. */
export function noSuchResource(id: string, expectedPrefix: string): AwsError {
  const known = byPrefix[expectedPrefix];
  if (known === undefined) return new AwsError('InvalidID', `The ID '${id}' is not valid`);
  const wellFormed = new RegExp(`^${expectedPrefix}-([0-9a-f]{8}|[0-9a-f]{17})$`).test(id);
  return wellFormed ? known.notFound(id) : known.malformed(id);
}
