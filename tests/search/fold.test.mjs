// The browser's folding against the table the Rust test keeps (fold.tsv), as typed and taken apart (NFD).
import { readFileSync } from 'node:fs';
import { engine } from './engine.mjs';

const { fold, accent } = engine();
const rows = readFileSync(new URL('fold.tsv', import.meta.url), 'utf8').trimEnd().split('\n').slice(1).map(l => l.split('\t'));
const wrong = rows.filter(([text, f, a]) => [text, text.normalize('NFD')].some(t => fold(t) !== f || accent(t) !== a));
for (const [text, f, a] of wrong) console.log(`${text}: ${fold(text)} ${accent(text)}, the table says ${f} ${a}`);
console.log(`fold: ${rows.length - wrong.length}/${rows.length} rows agree`);
process.exitCode = wrong.length || rows.length < 800 ? 1 : 0;
