import type { CostFacts } from '@tradewind/core';

export const awsCostFacts: CostFacts = {
  readPrice: () => null,
  // gp3 costs a fifth less per GiB-month: https://aws.amazon.com/ebs/pricing/, read 2026-11-20.
  volumeTypeSuccessors: { gp2: 'gp3' },
  readSuccessorOf: () => null,
  isPreviousGeneration: () => false,
};
