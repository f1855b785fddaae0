// Two readers of the markup that know nothing of us, over every page: the Nu HTML checker, which reads the sheets and drawings
// as well, and html-validate. Both come in packages; neither asks the network.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';

const nuJar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const config = JSON.parse(readFileSync(new URL('.htmlvalidate.json', import.meta.url), 'utf8'));

/** The Nu checker over a folder, in one run: starting it costs more than a hundred pages. */
function nu({ check }, site, count) {
  const place = `Nu checker on ${site}`;
  const run = spawnSync('java', ['-Xss8m', '-jar', nuJar, '--format', 'json', '--exit-zero-always', '--stdout', '--also-check-css', '--also-check-svg', site],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  check(run.status === 0, place, run.error?.message ?? run.stderr);
  if (run.status !== 0) return;
  const errors = JSON.parse(run.stdout).messages.filter(m => m.type !== 'info');
  for (const m of errors) check(false, `Nu checker on ${m.url}:${m.lastLine ?? 0}`, `${m.message} ${m.extract ?? ''}`);
  check(count > 0, place, 'no page');
}

/** html-validate, page by page. */
function validate({ check }, site, pages) {
  const reader = new HtmlValidate(new StaticConfigLoader(config));
  for (const path of pages) {
    const { results } = reader.validateStringSync(readFileSync(join(site, path), 'utf8'), path);
    const messages = results.flatMap(r => r.messages);
    check(messages.length === 0, `html-validate on ${path}`, messages.slice(0, 5).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`).join(' | '));
  }
}

export function validators(tools, { site, pages }) {
  nu(tools, site, pages.length);
  validate(tools, site, pages);
}
