import { describe, expect, it } from 'vitest';
import { compareAnswers } from './compare-answers.ts';

describe('compareAnswers', () => {
  it('finds fields that only one side has and fields of another type', () => {
    const moto = {
      Items: [
        { Name: 'a', Port: 1 },
        { Name: 'b', Zone: { Id: 'z' } },
      ],
    };
    const simulator = { Items: [{ Name: 'a', Port: '1', Extra: true }] };
    expect(compareAnswers({ moto, simulator })).toEqual([
      'Items[].Port: moto answers number, the simulator string',
      'Items[].Zone: only moto answers it (object)',
      'Items[].Zone.Id: only moto answers it (string)',
      'Items[].Extra: only the simulator answers it (boolean)',
    ]);
  });

  it('takes a declared deviation with all that is below it, and tells of one that is none', () => {
    const moto = { Zone: { Id: 'z' }, Name: 'a' };
    const deviations = ['Zone', 'Name'].map((path) => ({ path, reason: 'a test' }));
    expect(compareAnswers({ moto, simulator: { Name: 'b' }, deviations })).toEqual([
      'Name: declared as a deviation, and there is none',
    ]);
  });

  it('compares values where it is asked to', () => {
    const comparison = { moto: { Items: [{ Name: 'a' }] }, simulator: { Items: [{ Name: 'b' }] } };
    expect(compareAnswers({ ...comparison, sameValues: ['Items[].Name'] })).toEqual([
      'Items[].Name: moto answers ["a"], the simulator ["b"]',
    ]);
    expect(compareAnswers({ ...comparison, sameValues: ['Items[].Nmae'] })).toEqual([
      'Items[].Nmae: moto answers no value to compare with',
    ]);
  });
});
