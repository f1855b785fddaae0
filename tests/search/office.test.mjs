// What an office looks for by name and by day: the pages of its people and units, the dates of its calendar, its decisions. In one file
// and in shards.
import assert from 'node:assert/strict';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { engine } from './engine.mjs';

const both = ['search-office', 'search-office-sharded'].map(name => engine(fileURLToPath(new URL(`../../target/tmp/${name}`, import.meta.url))));
const { fold } = both[0];
// The same of both.
const ask = query => {
  const [whole, sharded] = both.map(({ find }) => find(query, 30)), urls = all => [all.lost, ...all.map(r => r.doc.url)];
  assert.deepEqual(urls(whole), urls(sharded), query);
  return whole;
};
// With and without marks.
const first = query => {
  const [typed, plain] = [query, fold(query)].map(q => (ask(q)[0] || { doc: {} }).doc.url);
  assert.equal(typed, plain, query);
  return typed;
};
const provisions = query => ask(query).map(r => r.doc.path).filter(Boolean);

test('a name, a short name, and what is asked of either lead to the page', () => {
  for (const [url, ...queries] of [['viec-toi/cvp.html', 'CVP', 'Chánh VP', 'Chánh Văn phòng', 'ai là CVP'], ['viec-toi/pcvp.html', 'PCVP', 'Phó CVP', 'PCVP làm gì'],
    ['viec-toi/pcvp-truong-ban-tcd.html', 'Trưởng Ban', 'nhiệm vụ của Trưởng Ban'], ['viec-toi/cong-chuc.html', 'chuyên viên', 'nhân viên'],
    ['don-vi/p-tong-hop.html', 'Phòng TH', 'P. Tổng hợp', 'nhiệm vụ phòng tổng hợp', 'chức năng phòng TH'],
    ['don-vi/p-hanh-chinh-to-chuc.html', 'HCTC', 'HC-TC', 'phòng HCTC', 'Phòng Hành chính - Tổ chức làm gì'],
    ['don-vi/ban-tiep-cong-dan.html', 'Ban TCD', 'ban tiếp dân', 'Ban Tiếp công dân'],
    ['don-vi/tt-phuc-vu-hcc.html', 'TTPVHCC', 'một cửa', 'Trung tâm Phục vụ hành chính công tỉnh'],
    ['thay-doi/3232-2021.html', '3232/QĐ-VPUBND', 'Quyết định số 3232', 'quyết định 3232/QĐ-VPUBND']]) {
    for (const query of queries) assert.equal(first(query), url, query);
  }
  // Of whom something else is asked, the words decide.
  for (const query of ['phòng tổng hợp báo cáo', 'CVP chủ trì họp giao ban']) assert.ok(ask(query)[0].doc.path, query);
});

test('of two with one short name both come', () => {
  assert.deepEqual(ask('phòng máy').slice(0, 2).map(r => r.doc.url), ['don-vi/p-cong-nghiep.html', 'don-vi/tt-cong-nghe-cong-ttdt.html']);
  assert.ok(ask('phòng máy').slice(0, 2).every(r => r.called));
});

test('the clause of whoever has the name comes before that of a deputy', () => {
  for (const [query, path] of [['Trưởng Ban', 'B.I.2.3'], ['CVP', 'B.I.1'], ['PCVP', 'B.I.2']]) assert.equal(provisions(query)[0], path, query);
});

test('a slip in a name leads where the name does', () => {
  for (const [query, url, path] of [['trưởng phòg', 'viec-toi/truong-phong.html', 'B.I.3'], ['phó tránh văn phòng', 'viec-toi/pcvp.html', 'B.I.2'],
    ['nhiệm vụ trưởng phòg', 'viec-toi/truong-phong.html', 'B.I.3']]) {
    assert.equal(first(query), url, query);
    assert.equal(provisions(query)[0], path, query);
  }
});

test('words for which others were looked for are not told as lost', () => {
  for (const query of ['một cửa', 'đi muộn', 'cơ cấu', 'ban tiếp dân']) assert.equal(ask(query).lost, '', query);
  assert.equal(ask('xe máy cày').lost, 'xe”, “cày');
});

test('a wording beside words it has is they: the part of the text with what stands in it', () => {
  assert.deepEqual(provisions('cơ cấu tổ chức').slice(0, 3), ['A', 'A.1', 'A.2']);
});

test('a decision nobody issued is none', () => {
  for (const [query, lost] of [['quyết định 999/QĐ-VPUBND', '999/QĐ-VPUBND'], ['Quyết định số 999', '999'], ['12/QĐ-VPUBND', '12/QĐ-VPUBND'],
    ['quyết định 3232/QĐ-VPUBND', ''], ['Quyết định 3232', '']]) {
    assert.equal(ask(query).lost, lost, query);
    if (lost) assert.notEqual((ask(query)[0] || {}).kind, 'decision', query);
  }
});

test('a day or a month leads to what falls on it', () => {
  const meeting = 'lich/2026-12.html#giao-ban.2026-12-w';
  for (const query of ['họp giao ban 11/12/2026', 'giao ban 11-12-2026', 'họp giao ban 11/12', 'giao ban ngày 11 tháng 12 năm 2026', 'họp giao ban ngày 11/12/26',
    'giao ban tháng 12/2026', 'giao ban 12/2026', 'họp giao ban tháng 12', 'lịch họp giao ban tháng 12 năm 2026']) assert.equal(first(query), `${meeting}2`, query);
  assert.equal(first('giao ban 25/12/2026'), `${meeting}4`);
  // Without a year the next one is meant.
  assert.equal(first('giao ban tháng 1'), 'lich/2027-01.html#giao-ban.2027-01-w2');
  assert.equal(first('báo cáo năm 29/11/2027'), 'lich/2027-11.html#bc-nam.2027');
  const month = ask('giao ban tháng 12/2026').slice(0, 2).map(r => r.doc.title);
  assert.deepEqual(month, ['Họp giao ban Văn phòng · 11/12/2026', 'Họp giao ban Văn phòng · 25/12/2026']);
  // What falls on the day, whatever it is; what the words do not name is not meant.
  assert.deepEqual(ask('11/12/2026').slice(0, 2).map(r => r.date), ['11/12/2026', '11/12/2026']);
  for (const query of ['hội ý 11/12/2026', 'họp giao ban 10/12/2026', 'họp giao ban quý 4/2026', 'tháng 12', 'giao ban 11/13/2026', '20/2021/QĐ-UBND']) {
    assert.ok(!ask(query).some(r => r.date), query);
  }
  // Words of the texts stay words of the texts.
  assert.equal(provisions('báo cáo 15/6')[0], 'B.II.7.2');
});
