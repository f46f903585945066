import { protocol } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const appOrigin = 'app://workbench';
export const appPage = `${appOrigin}/index.html`;

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
  '.ttf': 'font/ttf',
};

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // Svelte's style directives and Chart.js's canvas sizing set inline styles; scripts stay strict.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Must run before the app is ready. */
export function declareAppProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** Serves the files below `folder` as app://workbench/..., and nothing else. */
export function serveApp(folder: string): void {
  protocol.handle('app', async (request) => {
    try {
      const { origin, pathname } = parse(request.url);
      // Throws on addresses that decode to no text, such as %ff.
      const file = normalize(join(folder, decodeURIComponent(pathname)));
      const contentType = contentTypes[extname(file)];
      if (origin !== appOrigin || !file.startsWith(folder + sep) || contentType === undefined) {
        return notFound();
      }
      return new Response(await readFile(file), {
        headers: {
          'content-type': contentType,
          'content-security-policy': contentSecurityPolicy,
          'cross-origin-opener-policy': 'same-origin',
          'x-content-type-options': 'nosniff',
        },
      });
    } catch {
      return notFound();
    }
  });
}

const notFound = (): Response => new Response('Not found', { status: 404 });

function parse(address: string): { origin: string; pathname: string } {
  const { protocol: scheme, host, pathname } = new URL(address);
  return { origin: `${scheme}//${host}`, pathname };
}
