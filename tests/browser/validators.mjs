// Two readers of the markup that know nothing of us, over every page: the Nu HTML checker, which reads the sheets and drawings
// as well, and html-validate. Both come in packages; neither asks the network.

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { files } from './harness.mjs';

const nuJar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
const CONFIG = {
  extends: ['html-validate:recommended'],
  rules: {
    // An editable combobox with its list has no element of its own; a region that scrolls is named by its table.
    'prefer-native-element': ['error', { exclude: ['combobox', 'listbox', 'region'] }],
    // The printed path of a provision has dots, and is a valid id in HTML.
    'valid-id': ['error', { relaxed: true }],
    // A rule of search engines; the names of offices are as long as they are, and no title may cut one.
    'long-title': 'off',
  },
};

/** The Nu checker over all files in one run: starting it costs more than a hundred pages. */
function nu({ check }, paths) {
  const run = spawnSync('java', ['-Xss8m', '-jar', nuJar, '--format', 'json', '--exit-zero-always', '--stdout', '--also-check-css', '--also-check-svg', ...paths],
    { encoding: 'utf8', maxBuffer: 1 << 28 });
  check(run.status === 0, 'Nu checker', run.error?.message ?? run.stderr);
  if (run.status !== 0) return;
  const errors = JSON.parse(run.stdout).messages.filter(m => m.type !== 'info');
  for (const path of paths) {
    const own = errors.filter(m => decodeURI(m.url ?? '').endsWith(path)).map(m => `line ${m.lastLine}: ${m.message} ${(m.extract ?? '').slice(0, 80)}`);
    check(own.length === 0, `Nu checker on ${path}`, `${own.length} × ${own.slice(0, 4).join(' | ')}`);
  }
  const rest = errors.filter(m => !paths.some(path => decodeURI(m.url ?? '').endsWith(path)));
  check(rest.length === 0, 'Nu checker', rest.map(m => m.message).join(' | '));
}

/** html-validate, page by page. */
function validate({ check }, paths) {
  const reader = new HtmlValidate(new StaticConfigLoader(CONFIG));
  for (const path of paths) {
    const { results } = reader.validateStringSync(readFileSync(path, 'utf8'), path);
    const messages = results.flatMap(r => r.messages).map(m => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`);
    check(messages.length === 0, `html-validate on ${path}`, `${messages.length} × ${messages.slice(0, 4).join(' | ')}`);
  }
}

/** `folders` are built sites. */
export function validators(tools, folders) {
  const paths = folders.flatMap(folder => files(folder).map(path => resolve(folder, path)));
  nu(tools, paths.filter(path => /\.(html|css|svg)$/.test(path)));
  validate(tools, paths.filter(path => path.endsWith('.html')));
}
