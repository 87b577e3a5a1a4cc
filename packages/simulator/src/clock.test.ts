import { expect, it } from 'vitest';
import { createClock } from './clock.ts';

it('starts at the wall clock, runs at its speed, and can be advanced and reset', () => {
  let wallMs = 1000;
  const clock = createClock({ wallNowMs: () => wallMs, speed: 60 });
  expect(clock.nowMs()).toBe(1000);
  wallMs += 10;
  expect(clock.nowMs()).toBe(1600);
  clock.advance(400);
  expect(clock.nowMs()).toBe(2000);
  clock.reset();
  expect(clock.nowMs()).toBe(1010);
});

it('stands still at speed 0', () => {
  let wallMs = 1000;
  const clock = createClock({ wallNowMs: () => wallMs, speed: 0 });
  wallMs += 10_000;
  expect(clock.nowMs()).toBe(1000);
});
