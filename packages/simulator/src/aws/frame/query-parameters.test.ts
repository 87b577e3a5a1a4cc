import { describe, expect, it } from 'vitest';
import { parseQueryParameters } from './query-parameters.ts';

describe('parseQueryParameters', () => {
  it('reads values, which may hold anything', () => {
    const parameters = parseQueryParameters('Action=Do&Text=a%20b%26c%3D%F0%9F%A6%84+d&Empty=');
    expect(['Action', 'Text', 'Empty', 'Missing'].map((name) => parameters.get(name))).toEqual([
      'Do',
      'a b&c=🦄 d',
      '',
      null,
    ]);
  });

  it('reads lists by number, not by order or text', () => {
    expect(parseQueryParameters('Id.10=c&Id.2=b&Id.1=a').list('Id')).toEqual(['a', 'b', 'c']);
    expect(parseQueryParameters('Names.member.2=b&Names.member.1=a').list('Names')).toEqual(['a', 'b']);
    expect(parseQueryParameters('').list('Id')).toEqual([]);
  });

  it('reads lists of structures', () => {
    const [first, second] = parseQueryParameters(
      'Filter.1.Name=a&Filter.1.Value.1=x&Filter.1.Value.2=y&Filter.2.Name=b',
    ).structures('Filter');
    expect([first?.get('Name'), first?.list('Value')]).toEqual(['a', ['x', 'y']]);
    expect([second?.get('Name'), second?.list('Value')]).toEqual(['b', []]);
  });

  it('reads structures and paths', () => {
    const parameters = parseQueryParameters('Placement.Zone=a&Placement.Tenancy.Kind=b');
    expect(parameters.get('Placement.Zone')).toBe('a');
    expect(parameters.structure('Placement').get('Tenancy.Kind')).toBe('b');
    expect([parameters.has('Placement.Tenancy'), parameters.has('Placement.Group')]).toEqual([true, false]);
    expect(parameters.structure('Nothing').get('Zone')).toBeNull();
  });

  it('keeps names that objects have of their own', () => {
    expect(parseQueryParameters('__proto__.constructor=x').get('__proto__.constructor')).toBe('x');
    expect(parseQueryParameters('').get('constructor')).toBeNull();
  });

  it('lists all, sorted by name', () => {
    expect(parseQueryParameters('b=2&a.1=1&a.1.c=3').entries()).toEqual([
      ['a.1', '1'],
      ['a.1.c', '3'],
      ['b', '2'],
    ]);
  });
});
