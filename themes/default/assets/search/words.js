/* Words and their two keys: fold without marks, accent with them in one order. Equal to src/text/fold.rs and
   src/search/words.rs; tests/search/fold.tsv holds both sides to one table. */
const TONES = '\u0300\u0301\u0309\u0303\u0323';
const fold = s => s.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/[đð]/g, 'd');
const accent = s => {
  let tone = '';
  const shape = s.normalize('NFD').replace(/\p{M}/gu, m => TONES.includes(m) ? (tone = TONES.indexOf(m) + 1, '') : m);
  return shape.toLowerCase().replace(/ð/g, 'đ').normalize() + tone;
};
// Each word: f fold key, a accent key, s and e its place in the text.
const words = text => [...text.matchAll(/[\p{Alphabetic}\p{N}\p{M}]+/gu)].map(m => {
  const plain = fold(m[0]), number = /^\d+$/.test(plain) && plain.replace(/^0+(?=\d)/, '');
  return { f: number || plain, a: number || accent(m[0]), s: m.index, e: m.index + m[0].length };
}).filter(w => w.f);
const line = list => ` ${list.map(w => w.f).join(' ')} `;
const key = list => list.map(w => w.f).join('');

// Words that carry grammar or the question, not the matter.
const stops = new Map();
for (const w of words('thì phải làm gì là và của các những cho với được bị có ai nào thế sao khi mà ở tại từ do để về ' +
  'theo trong như hay hoặc muốn cần hỏi ra vào việc này đó bao lâu nhiêu mấy giờ hạn ta tôi mình cuộc buổi')) {
  stops.set(w.f, (stops.get(w.f) || new Set()).add(w.a));
}

// Beside the name of a role: what it must and may do. Beside that of a group or a term: what it is.
const DUTY = /^(trach|nhiem|quyen|vu|nghia|cong|chuc|nang)$/;
const MEANING = /^(la|gi|ai|gom|bao|nhieu|co|nhung|nao|cac|cua|thuoc)$/;

// Without what is said to whoever is asked, and without "theo quy chế", which everything here is: it has no matter, but words the texts
// have. At either end only: "xin ý kiến" and "Quy chế chi tiêu nội bộ" are matter.
const POLITE = [/^ ((\S+ ){1,2}oi )?((xin |cho |toi |minh |em )+hoi )?/, / ((theo|trong) quy che )?((a|nhe|oi) )?$/];
const matter = list => {
  const text = line(list), [begin, end] = POLITE.map(form => form.exec(text)[0].split(' ').length - 2);
  return begin + end < list.length ? list.slice(begin, list.length - end) : list;
};

// What asks for a time, a number of times or who attends, with the words that belong to the question and not to what it is about:
// "trước ngày nào", "mấy lần một tháng", "có những ai tham dự".
const SPAN = /(nam|quy|thang|tuan|ngay)/.source;
const TIMES = new RegExp(`(?<= )((truoc|vao|den|trong|cham nhat|la|han|cuoi|chot|cung) )*((ngay|thang|thu|gio|tuan|nam|luc|khi|thoi gian|thoi diem) ` +
  `(nao|may|bao nhieu)|bao (gio|lau)( (thi )?mot lan)?|(may|bao nhieu) (lan|gio|cuoc|buoi|phien|${SPAN})( (tren|trong|mot|moi) (mot )?${SPAN})?)(?= )`, 'g');
const ATTEND = /(?<= )((co|gom|bao gom) )?(nhung )?ai (phai |duoc |se |can )?(tham )?du(?= )|(?<= )(co|gom|bao gom) nhung ai( (tham )?du)?(?= )/g;
const OFTEN = new RegExp(`(?<= )((trong )?(mot|moi) ${SPAN}|trong ${SPAN}|mot lan)(?= )`, 'g');
// Marks the words of such a question; whether it asks for a time.
const asking = list => {
  const text = line(list), spans = [...text.matchAll(TIMES)], time = !!spans[0];
  spans.push(...text.matchAll(ATTEND));
  if (time && / (lan|lau|cuoc|buoi|phien) /.test(text)) spans.push(...text.matchAll(OFTEN));
  for (const { index: at, 0: said } of spans) {
    const first = text.slice(1, at).split(' ').length - 1;
    said.split(' ').forEach((_, i) => { list[first + i].asks = true; });
  }
  return time;
};
