import { parseRoute, routeHref, type Route } from './route';

const storageKey = 'workbench.route';

/** The route is the page's hash: links are plain links, and going back works. The last one is remembered. */
class Router {
  #current = $state.raw<Route>({ view: '', param: null });

  get current(): Route {
    return this.#current;
  }

  /** Opens the remembered view or, the first time, `firstView`; returns what stops following the hash. */
  start(firstView: string): () => void {
    if (parseRoute(location.hash) === null) {
      location.replace(localStorage.getItem(storageKey) ?? routeHref(firstView));
    }
    const follow = (): void => {
      this.#current = parseRoute(location.hash) ?? { view: firstView, param: null };
      localStorage.setItem(storageKey, routeHref(this.#current.view, this.#current.param));
    };
    follow();
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }

  navigate(view: string, param: string | null = null): void {
    location.hash = routeHref(view, param);
  }
}

export const router = new Router();
