import { createQueryService } from '../frame/query-service.ts';
import type { AwsService } from '../frame/service.ts';
import { describeListeners } from './describe-listeners.ts';
import { describeLoadBalancers } from './describe-load-balancers.ts';
import { describeTargetGroups } from './describe-target-groups.ts';
import { describeTargetHealth } from './describe-target-health.ts';
import { addElbTags, describeElbTags, removeElbTags } from './elb-tags.ts';

const version = '2015-12-01';

const elbv2 = createQueryService({
  name: 'elasticloadbalancing',
  namespace: `http://elasticloadbalancing.amazonaws.com/doc/${version}/`,
  operations: {
    DescribeLoadBalancers: describeLoadBalancers,
    DescribeListeners: describeListeners,
    DescribeTargetGroups: describeTargetGroups,
    DescribeTargetHealth: describeTargetHealth,
    DescribeTags: describeElbTags,
    AddTags: addElbTags,
    RemoveTags: removeElbTags,
  },
});

/** Load balancers of the second generation. The first has the same name and operations under another version; the
 * estate has none of it, so its calls are refused rather than answered in the wrong form. */
export const elbv2Service: AwsService = {
  ...elbv2,
  operationOf: (request) => (request.form().get('Version') === version ? elbv2.operationOf(request) : null),
};
