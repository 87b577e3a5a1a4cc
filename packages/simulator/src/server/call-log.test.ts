import { expect, it } from 'vitest';
import { createCallLog, type CallRecord } from './call-log.ts';

it('keeps the latest calls, oldest first, and never many more', () => {
  const log = createCallLog(3);
  const record = (requestId: string): CallRecord => ({
    service: 'ec2',
    region: 'us-east-1',
    operation: 'DescribeRegions',
    atMs: 0,
    status: 200,
    outcome: 'answered',
    errorCode: null,
    requestId,
  });
  for (let n = 1; n <= 10; n += 1) {
    log.add(record(String(n)));
    expect(log.list().map(({ requestId }) => requestId)).toEqual([n - 2, n - 1, n].filter((id) => id > 0).map(String));
  }
});
