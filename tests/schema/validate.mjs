// The schemas of `quyche schema` before an independent validator (ajv) and a YAML reader of its own:
//   node tests/schema/validate.mjs QUYCHE PROJECT…
// Every file of every project must pass, and each slip below must be refused where the reader of the program refuses it too.
// Exits 1 when one does not hold.
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const require = createRequire(new URL('../browser/package.json', import.meta.url));
const { default: Ajv } = require('ajv'), { parse } = require('yaml');
const [quyche, ...projects] = process.argv.slice(2);
const FILES = ['quyche.yaml', 'units.yaml', 'roles.yaml', 'duties.yaml', 'calendar.yaml', 'overrides.yaml', 'glossary.yaml',
  'synonyms.yaml', 'holidays/*.yaml', 'decisions/*.yaml'];
let faults = 0, passed = 0;
const fail = (...words) => { faults++; console.log(...words); };
// Dates are words, as an editor's schema sees them.
const read = text => parse(text, { schema: 'core' });
const schemaOf = (project, file) => JSON.parse(execFileSync(quyche, ['-C', project, 'schema', file], { encoding: 'utf8', maxBuffer: 1 << 26 }));
const pathsOf = (project, file) => {
  if (file === 'quyche.yaml') return [join(project, file)];
  const path = join(project, 'content', file);
  if (!file.includes('*')) return existsSync(path) ? [path] : [];
  const folder = path.slice(0, -7);
  return existsSync(folder) ? readdirSync(folder).filter(n => n.endsWith('.yaml')).map(n => join(folder, n)) : [];
};

for (const project of projects) for (const file of FILES) {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schemaOf(project, file));
  for (const path of pathsOf(project, file)) {
    if (validate(read(readFileSync(path, 'utf8')))) passed++;
    else fail(path, validate.errors.slice(0, 3).map(e => `${e.instancePath} ${e.message}`).join('; '));
  }
}

const slips = [
  ['units.yaml', 'units: [{id: a, group: g, nane: "A", cite: A.1, head: r}]'],
  ['units.yaml', 'units: [{group: g, name: "A", cite: A.1, head: r}]'],
  ['duties.yaml', 'duties: [{provision: A.1, bearers: [{who: r, relation: onwer, quote: "x"}]}]'],
  ['duties.yaml', 'duties: [{provision: A.1, general: "có thể", reason: "x"}]'],
  ['calendar.yaml', 'rules: [{id: a, cite: A.1, quote: "x", when: {every: month, day: 32}}]'],
  ['calendar.yaml', 'rules: [{id: a, cite: A.1, quote: "x", when: {every: fortnight}}]'],
  ['overrides.yaml', 'overrides: [{occurrence: a/b, action: postpone, ref: "x", issued: 2026-01-01}]'],
  ['overrides.yaml', 'overrides: [{occurrence: a/b, action: cancel, ref: "x", issued: 01/01/2026}]'],
  ['holidays/*.yaml', 'years: {first: 2026}'],
  ['decisions/*.yaml', 'number: "1"\nsigned: 2026-01-01\neffective_from: 2026-01-01\nissuer: "x"\nsummary: "x"\noperations: [{op: rename, unit: a}]'],
  ['decisions/*.yaml', 'number: "1"\nsigned: 2026-01-01\neffective_from: 2026-01-01\nissuer: "x"\nsummary: "x"\noperations: [{op: repeal, provision: A.1, name: "x"}]'],
  ['synonyms.yaml', 'synonyms: [{text: "a"}]'],
];
for (const [file, text] of slips) {
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(schemaOf(projects[0], file));
  if (validate(read(text))) fail('accepted:', file, text);
  else passed++;
}
console.log(`${passed} passed, ${faults} failed`);
process.exit(faults ? 1 : 0);
