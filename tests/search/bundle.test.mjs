// The scripts joined and shortened answer as the scripts as written.
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from './engine.mjs';

const project = fileURLToPath(new URL('../../', import.meta.url));
test('joined and shortened scripts answer as those written', () => {
  const [, rooms] = /const ENGINE: .*? = \[([^\]]+)\]/.exec(readFileSync(join(project, 'src/render/assets.rs'), 'utf8'));
  const written = rooms.match(/\w+/g).map(room => readFileSync(join(project, `themes/default/assets/search/${room}.js`), 'utf8'));
  const folder = mkdtempSync(join(tmpdir(), 'quyche-bundle-'));
  try {
    cpSync(join(project, 'target/tmp/search'), folder, { recursive: true });
    writeFileSync(join(folder, 'assets/search-engine.js'), `(() => {\n'use strict';\n${written.join('\n')}\n})();`);
    const [plain, joined] = [engine(folder), engine()];
    assert.ok(written.length > 5 && readFileSync(join(project, 'target/tmp/search/assets/search-engine.js')).length < written.join('').length * 0.7);
    for (const name of ['public', 'own', 'second', 'third']) {
      for (const row of readFileSync(new URL(`queries_${name}.tsv`, import.meta.url), 'utf8').trim().split('\n').slice(1)) {
        const query = row.split('\t')[2], answer = ({ find, marks }) => find(query).map(r => [r.id, r.score, marks(r.doc.text, r.parts)]);
        assert.deepEqual(answer(joined), answer(plain), query);
      }
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
