// Loads the engine and an index as a browser would, in a context of their own with no page and no Node in it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

const project = fileURLToPath(new URL('../../', import.meta.url));

/** The engine and index of a built site, else those that `cargo test --test search` left in target/tmp. */
export function engine(site) {
  const folder = site ? join(site, 'assets') : join(project, 'target/tmp/search');
  const script = join(folder, 'search.js');
  const index = join(folder, readdirSync(folder).find(name => /^search-[0-9a-f]{16}\.js$/.test(name)));
  const context = vm.createContext({});
  vm.runInContext(readFileSync(script, 'utf8'), context, { filename: script });
  vm.runInContext(readFileSync(index, 'utf8'), context, { filename: index });
  return context.quycheSearch;
}
