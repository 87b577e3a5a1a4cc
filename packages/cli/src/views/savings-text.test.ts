import { describe, expect, it } from 'vitest';
import { noBreakSpace } from '../output/section.ts';
import { toSavingsText } from './savings-text.ts';

describe('toSavingsText', () => {
  it.each([
    [{ known: 12, furtherAtMost: null, findingsWithoutPrice: 0 }, '$12.00/month'],
    [{ known: 12, furtherAtMost: 3, findingsWithoutPrice: 1 }, '$12.00/month + up to $3.00/month + 1 unknown'],
    [{ known: 10, furtherAtMost: null, findingsWithoutPrice: 2 }, '$10.00/month + 2 unknown'],
    [{ known: null, furtherAtMost: 3, findingsWithoutPrice: 0 }, 'up to $3.00/month'],
    [{ known: 0, furtherAtMost: 3, findingsWithoutPrice: 0 }, 'up to $3.00/month'],
    [{ known: 0, furtherAtMost: null, findingsWithoutPrice: 0 }, 'none'],
    [{ known: 0, furtherAtMost: null, findingsWithoutPrice: 2 }, 'unknown'],
    [{ known: null, furtherAtMost: null, findingsWithoutPrice: 2 }, 'unknown'],
  ])('says of %j: %s', (savings, text) => {
    expect(toSavingsText(savings).replaceAll(noBreakSpace, ' ')).toBe(text);
  });
});
