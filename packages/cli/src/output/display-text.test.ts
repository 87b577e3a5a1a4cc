import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessTexts, hostileTexts } from '../test-support/hostile-texts.ts';
import { toDisplayText } from './display-text.ts';

describe('toDisplayText', () => {
  it.each([
    [hostileTexts.clearScreen, String.raw`\x1b[2J\x1b[H`],
    [hostileTexts.c1Control, String.raw`\x9b31m`],
    [hostileTexts.newline, String.raw`one\ntwo`],
    [hostileTexts.carriageReturn, String.raw`ok\rhidden`],
    [hostileTexts.nul, String.raw`a\x00b`],
    [hostileTexts.rightToLeftOverride, String.raw`gpj.\u202eexe`],
    [hostileTexts.zeroWidth, String.raw`pay\u200bpal\ufeff`],
    [hostileTexts.tagCharacters, String.raw`a\u{e0041}\u{e007f}b`],
    [hostileTexts.loneSurrogate, 'a\ufffdb'],
  ])('makes %j visible', (text, shown) => {
    expect(toDisplayText(text)).toBe(shown);
  });

  it.each(Object.entries(harmlessTexts))('leaves %s as it is', (_, text) => {
    expect(toDisplayText(text)).toBe(text);
  });

  it('leaves nothing that controls a terminal, and printable ASCII untouched', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(toDisplayText(text)).not.toMatch(/[\p{Cc}\p{Cs}\u2028-\u202e\u2066-\u2069]/u);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(toDisplayText(text)).toBe(text);
      }),
    );
  });
});
