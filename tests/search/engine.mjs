// Loads the engine and an index as a browser would, in a context of their own with no page and no Node in it.
import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The engine; with a site's folder its own script and index, else the theme's script and the index `cargo test --test search` left. */
export function engine(site) {
  const assets = site && join(site, 'assets');
  const script = assets ? join(assets, 'search.js') : join(project, 'themes/default/assets/search.js');
  const index = assets
    ? join(assets, readdirSync(assets).find(name => /^search-[0-9a-f]{16}\.js$/.test(name)) ?? '')
    : join(project, 'target/tmp/search/index.js');
  const context = vm.createContext({});
  vm.runInContext(readFileSync(script, 'utf8'), context, { filename: script });
  if (existsSync(index)) vm.runInContext(readFileSync(index, 'utf8'), context, { filename: index });
  return context.quycheSearch;
}
