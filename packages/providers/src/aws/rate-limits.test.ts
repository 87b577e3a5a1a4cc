import { expect, test } from 'vitest';
import { readLimitClass } from './rate-limits.ts';

test('EC2 counts every operation apart, whole lists more strictly than pages', () => {
  expect(readLimitClass('ec2', 'DescribeInstances')).toEqual({
    key: 'DescribeInstances',
    figures: { capacity: 100, refillPerSecond: 20 },
  });
  expect(readLimitClass('ec2', 'DescribeAddresses')).toEqual({
    key: 'DescribeAddresses',
    figures: { capacity: 50, refillPerSecond: 10 },
  });
});

test('what shares a limit shares a key', () => {
  const keys = ['DescribeLoadBalancers', 'DescribeTags', 'DescribeTargetHealth'].map(
    (name) => readLimitClass('elbv2', name).key,
  );
  expect(new Set(keys).size).toBe(1);
  expect(readLimitClass('lambda', 'ListTags').key).toBe(readLimitClass('lambda', 'TagResource').key);
});

test('changes begin carefully, reads without a published limit freely', () => {
  expect(readLimitClass('ec2', 'RunInstances').figures?.refillPerSecond).toBeLessThan(10);
  expect(readLimitClass('s3', 'GetBucketTagging').figures).toBeNull();
});
