import { describe, expect, it } from 'vitest';
import { begin, settle, type Transitioning } from './transition.ts';

type Light = 'red' | 'amber' | 'green';

describe('settle', () => {
  it('keeps the state until its time has come', () => {
    const light: Transitioning<Light> = { state: 'red', upcoming: [] };
    begin(light, 'amber', 'green', 1000, 500);
    expect(settle(light, 1499)).toEqual([]);
    expect(light.state).toBe('amber');
    expect(settle(light, 1500)).toEqual([{ state: 'green', atMs: 1500 }]);
    expect(light.state).toBe('green');
    expect(settle(light, 9999)).toEqual([]);
  });

  it('goes through all states whose time has come at once', () => {
    const light: Transitioning<Light> = {
      state: 'red',
      upcoming: [
        { state: 'amber', atMs: 10 },
        { state: 'green', atMs: 20 },
      ],
    };
    expect(settle(light, 30).map(({ state }) => state)).toEqual(['amber', 'green']);
    expect(light.state).toBe('green');
  });

  it('forgets what was to come when something else begins', () => {
    const light: Transitioning<Light> = { state: 'red', upcoming: [] };
    begin(light, 'amber', 'green', 0, 100);
    begin(light, 'amber', 'red', 50, 100);
    settle(light, 149);
    expect(light.state).toBe('amber');
    settle(light, 150);
    expect(light.state).toBe('red');
  });
});
