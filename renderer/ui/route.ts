/** Where the window is: a view, and what it shows, e.g. `run` and a run's id. */
export interface Route {
  readonly view: string;
  readonly param: string | null;
}

/** `#/run/abc` to `{ view: 'run', param: 'abc' }`; null when there is no view in it. */
export function parseRoute(hash: string): Route | null {
  const [view, param] = hash.replace(/^#?\/?/, '').split('/');
  if (view === undefined || view === '') return null;
  try {
    return {
      view: decodeURIComponent(view),
      param: param === undefined || param === '' ? null : decodeURIComponent(param),
    };
  } catch {
    return null;
  }
}

/** The address of a view, for a link or for `navigate`. */
export function routeHref(view: string, param: string | null = null): string {
  const head = `#/${encodeURIComponent(view)}`;
  return param === null ? head : `${head}/${encodeURIComponent(param)}`;
}
