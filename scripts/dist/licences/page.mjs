/** @typedef {import('./parts.mjs').Part} Part */

const style = `
  :root { color-scheme: light dark; --muted: light-dark(#505963, #a6afb8); --line: light-dark(#dde1e5, #2c3138); }
  body { margin: 0 auto; padding: 24px; max-width: 820px; font: 13px/20px system-ui, sans-serif;
    background: light-dark(#ffffff, #16181c); color: light-dark(#15191d, #e8ebee); }
  h1 { margin: 0 0 8px; font-size: 16px; }
  details { border-top: 1px solid var(--line); }
  summary { padding: 6px 4px; cursor: pointer; }
  summary:focus-visible { outline: 2px solid light-dark(#0b6b66, #4fc7bb); outline-offset: -2px; }
  small { color: var(--muted); font-size: inherit; font-variant-numeric: tabular-nums; }
  pre { margin: 0 0 16px; padding: 0 20px; white-space: pre-wrap; overflow-wrap: anywhere; color: var(--muted);
    font: 11px/16px ui-monospace, 'DejaVu Sans Mono', monospace; }
`;

/**
 * A page without script that lists every part with its version and licence; a part opens to show the text.
 * @param {string} own licence of the application itself
 * @param {readonly Part[]} parts
 */
export function licencesPage(own, parts) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Licences - CVAE Workbench</title>
<style>${style}</style>
</head>
<body>
<h1>What CVAE Workbench is made of</h1>
<p>CVAE Workbench is free software under the MIT licence. It contains the work of many others, with thanks:</p>
${[{ name: 'CVAE Workbench', version: '', licence: 'MIT', author: '', text: own }, ...parts].map(entry).join('\n')}
</body>
</html>
`;
}

/** @param {Part} part */
function entry({ name, version, licence, author, text }) {
  const facts = [version, licence, author].filter(Boolean).map(escape).join(' · ');
  return `<details><summary>${escape(name)} <small>${facts}</small></summary><pre>${escape(text.trim())}</pre></details>`;
}

const entities = /** @type {Record<string, string>} */ ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' });

/** @param {string} text */
const escape = (text) => text.replace(/[&<>]/g, (character) => entities[character] ?? character);
