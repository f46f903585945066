import { describe, expect, it } from 'vitest';
import { parseRoute, routeHref } from './route';

describe('routes', () => {
  it.each([
    ['#/runs', { view: 'runs', param: null }],
    ['#/run/0192', { view: 'run', param: '0192' }],
    ['#/runs/', { view: 'runs', param: null }],
    ['#/a%2Fb/c%20d', { view: 'a/b', param: 'c d' }],
  ])('reads %s', (hash, route) => expect(parseRoute(hash)).toEqual(route));

  it.each(['', '#', '#/', '#//x', '#/%E0%A4%A'])('finds no view in %j', (hash) =>
    expect(parseRoute(hash)).toBeNull(),
  );

  it('reads what it wrote', () => {
    const route = { view: 'run', param: 'with / and %' };
    expect(parseRoute(routeHref(route.view, route.param))).toEqual(route);
  });
});
