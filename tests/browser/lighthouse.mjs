// Lighthouse gives 100 for accessibility and for best practices. What is below is named by its audits.

import { createServer } from 'node:net';
import lighthouse from 'lighthouse';
import { launch } from './harness.mjs';

/** A port nobody has. */
const freePort = () => new Promise(done => {
  const server = createServer();
  server.listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
});

export async function scores({ check }, { base, pages }) {
  const port = await freePort();
  const browser = await launch([`--remote-debugging-port=${port}`]);
  try {
    for (const path of pages) {
      const { lhr } = await lighthouse(base + path, { port, logLevel: 'error', output: 'json', onlyCategories: ['accessibility', 'best-practices'] });
      for (const category of Object.values(lhr.categories)) {
        const lost = category.auditRefs.filter(a => a.weight > 0).map(a => lhr.audits[a.id]).filter(a => a.score !== null && a.score < 1);
        check(category.score === 1, `Lighthouse on ${path}`, `${category.title} ${Math.round(category.score * 100)}: ${lost.map(a => a.id).join(', ')}`);
      }
      check(lhr.runtimeError === undefined, `Lighthouse on ${path}`, lhr.runtimeError?.message);
    }
  } finally {
    await browser.close();
  }
}
