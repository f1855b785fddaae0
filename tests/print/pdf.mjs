// What a printed page is, read back with poppler: its sheets, the words in the margins and in the body with their places.
// The trap avoided: a PDF that holds the words somewhere is not yet a paper on which they can be read.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';

const MM = 72 / 25.4;
const run = (tool, ...args) => execFileSync(tool, args, { encoding: 'utf8', maxBuffer: 1 << 28 });
const plain = text => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;|&apos;/g, "'").replace(/&amp;/g, '&');

/** Words without what lines and sheets put between them: one form of letters, no white space. */
export const bare = text => text.normalize('NFC').replace(/[\s\u00ad\u200b]+/gu, '');

/** What `pdfinfo` says: tagged, how many sheets, their size in mm. */
export function info(file) {
  const said = Object.fromEntries(run('pdfinfo', file).split('\n').map(l => [l.split(':')[0], l.slice(l.indexOf(':') + 1).trim()]));
  const [, width, height] = /([\d.]+) x ([\d.]+)/.exec(said['Page size']);
  return { tagged: said.Tagged === 'yes', pages: Number(said.Pages), width: width / MM, height: height / MM };
}

/** The fonts that do not come with the file. */
export function notEmbedded(file) {
  // name, type and encoding are of any width; emb, sub, uni and the object are the last five words.
  return run('pdffonts', file).split('\n').slice(2).filter(Boolean).filter(line => line.trim().split(/\s+/).at(-5) !== 'yes');
}

/** Every sheet: its size and its words, in mm from the upper left corner, in the order in which they are read. */
export function sheets(file) {
  const html = run('pdftotext', '-bbox', file, '-');
  return html.split('<page ').slice(1).map(page => {
    const number = (text, name) => Number(new RegExp(`${name}="([-\\d.]+)"`).exec(text)[1]) / MM;
    const words = page.split('<word ').slice(1).map(word => ({
      left: number(word, 'xMin'), right: number(word, 'xMax'), top: number(word, 'yMin'), bottom: number(word, 'yMax'),
      text: plain(/>([^<]*)<\/word>/.exec(word)[1]),
    }));
    return { width: number(page, 'width'), height: number(page, 'height'), words };
  });
}

/** A sheet parted at its margins: head, foot, body, and the words that lie across an edge of the body. */
export function parted({ width, height, words }, margin) {
  // The box of a word is that of its font, which may reach a little beyond the line.
  const slack = 1.2, middle = w => (w.top + w.bottom) / 2;
  const head = words.filter(w => middle(w) < margin.top - slack), foot = words.filter(w => middle(w) > height - margin.bottom + slack);
  const body = words.filter(w => !head.includes(w) && !foot.includes(w));
  const out = w => w.left < margin.left - slack || w.right > width - margin.right + slack;
  const beyond = w => w.left < 0 || w.right > width || w.top < 0 || w.bottom > height;
  return { head, foot, body, outside: [...body.filter(out), ...words.filter(beyond)] };
}

/** The words of the last line of a body. */
export function lastLine(body) {
  const low = Math.max(...body.map(w => w.bottom));
  return body.filter(w => w.bottom > low - 1.5).sort((a, b) => a.left - b.left).map(w => w.text).join('');
}

/** How light the first sheet is, from 0 to 1. */
export function lightness(file) {
  const out = `${file}.look`;
  run('pdftoppm', '-r', '18', '-gray', '-f', '1', '-l', '1', '-singlefile', file, out);
  const picture = readFileSync(`${out}.pgm`);
  rmSync(`${out}.pgm`);
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(picture.subarray(0, 64).toString('latin1'));
  const pixels = picture.subarray(head[0].length);
  return pixels.reduce((sum, p) => sum + p, 0) / pixels.length / 255;
}
