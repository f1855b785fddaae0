// Loads the engine and an index as a browser would, with a global object of their own that has no page in it. Not by node:vm:
// there every `Math` and `Map` is looked up outside the compiled code, which triples the time of a query.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const project = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The engine and index of a built site, else those that `cargo test --test search` left in target/tmp. `find` answers at
 * once, because shards are read at once; `loaded` names every script read so far (the page's own loader with it), and `gzip` weighs one.
 */
export function engine(site) {
  const folder = join(site ?? join(project, 'target/tmp/search'), 'assets');
  const index = readdirSync(folder).find(name => /^search-[0-9a-f]{16}\.js$/.test(name));
  const own = {}, loaded = ['search.js', 'search-index.js'];
  const read = name => {
    loaded.push(name);
    const code = readFileSync(join(folder, name), 'utf8');
    new Function('globalThis', 'quycheIndex', 'quycheShard', code)(own, own.quycheIndex, own.quycheShard);
  };
  read('search-engine.js');
  read(index);
  const api = own.quycheSearch;
  api.load = chunk => read('search-' + chunk);
  const now = ask => {
    let out = [];
    ask(value => { out = value; });
    return out;
  };
  /** The first results of a query, with the documents themselves, and how many there are. */
  const find = (query, most = 100) => {
    const all = now(done => api.search(query, done));
    const results = now(done => api.show(all.slice(0, most), done));
    return Object.assign(results, { total: all.total, lost: all.lost });
  };
  return { ...api, find, loaded, gzip: name => gzipSync(readFileSync(join(folder, name)), { level: 9 }).length };
}
