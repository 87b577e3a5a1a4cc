import { isVisible } from '../../estate/resource.ts';
import type { Instance } from '../estate/instance.ts';
import { AwsError } from '../frame/aws-error.ts';
import type { AwsCall } from '../frame/service.ts';

const instanceIdPattern = /^i-([0-9a-f]{8}|[0-9a-f]{17})$/;

/** The instances of these ids, each once; a malformed or unknown id is the error that EC2 has for it. */
export function findInstances({ region, nowMs }: AwsCall, ids: readonly string[]): readonly Instance[] {
  const malformed = ids.find((id) => !instanceIdPattern.test(id));
  if (malformed !== undefined) throw new AwsError('InvalidInstanceID.Malformed', `Invalid id: "${malformed}"`);
  const unique = Array.from(new Set(ids));
  const found = unique.map((id) => region.instances.get(id));
  const missing = unique.filter((_, n) => {
    const instance = found[n];
    return instance === undefined || !isVisible(instance, nowMs);
  });
  if (missing.length > 0) {
    const [noun, verb] = missing.length === 1 ? ['ID', 'does'] : ['IDs', 'do'];
    throw new AwsError('InvalidInstanceID.NotFound', `The instance ${noun} '${missing.join(', ')}' ${verb} not exist`);
  }
  return found.filter((instance) => instance !== undefined);
}
