/* Ranking: for each reading of a query its words, neighbouring pairs at the distance typed and the whole phrase, times
   coverage; each document by the reading that suits it best. Loops over flat arrays, which are used again for every query:
   a word of a large office stands in tens of thousands of places. */
const idf = df => Math.log(1 + (index.docs - df + 0.5) / (df + 0.5));
// Weights, measured on the judged queries; the figures stay the same for a third more or less of each.
const HEAD = 0.5, BOTH = 0.5, PAIR = 1, PHRASE = 0.4, UNSURE = 0.5, LENGTH = 0.2;
// Scores of one thing looked for (a word, a pair, the phrase) by text; of one reading, and of the best, by document.
let scores;
const prepare = ({ docs, texts, lengths, grain, runs }) => {
  const floats = n => new Float64Array(n);
  const under = Array.from({ length: texts }, () => 0);
  runs.forEach(({ up }, r) => { for (const u of up) under[u] ? under[u].push(r) : under[u] = [r]; });
  scores = { many: 0, touched: new Int32Array(texts), raw: floats(texts), sum: floats(texts), value: floats(texts), under,
    head: floats(runs.length), headRaw: floats(runs.length), found: 0, ids: new Int32Array(docs), score: floats(docs),
    cover: floats(docs), firm: new Uint8Array(docs),
    long: Float64Array.from(lengths, n => 1 / (1 - LENGTH + LENGTH * Math.sqrt(n * grain / 60))) };
};
// Places of a list with a weight: per text the best weight, raised by repetition.
const put = (list, weight) => {
  const { at, shift } = index, { touched, raw, sum } = scores;
  let { many } = scores;
  for (let i = 0; i < list.length; i++) {
    const t = at[list[i] >> shift];
    if (!sum[t]) touched[many++] = t;
    sum[t] += weight;
    if (weight > raw[t]) raw[t] = weight;
  }
  scores.many = many;
};
// Ends a thing looked for: what it is worth in each text, and in how many documents it is.
const weigh = () => {
  const { many, touched, raw, sum, value, long } = scores;
  let df = 0;
  for (let i = 0; i < many; i++) {
    const t = touched[i], n = sum[t] / raw[t];
    if (t < index.docs) df += raw[t];
    value[t] = raw[t] * long[t] * n * 1.4 / (n + 0.4);
  }
  return df;
};
// Gives what was found to every document that has it or stands under a heading that has it, and clears it. A document is
// firm above the weight `sure`: more than single words of other marks, strewn over the text.
const give = (weight, covers, sure) => {
  const { docs, runs, runOf } = index;
  const { many, touched, raw, sum, value, under, head, headRaw, ids, score, cover, firm } = scores, headed = [];
  const one = (d, v, best, r) => {
    const h = HEAD * head[r];
    v = v > h ? v + BOTH * h : h + BOTH * v;
    if (!score[d]) ids[scores.found++] = d;
    score[d] += weight * v;
    if (covers) cover[d] += weight * Math.min(1, v + 0.25);
    if (best > sure || headRaw[r] > sure) firm[d] = 1;
  };
  for (let i = 0; i < many; i++) {
    const t = touched[i];
    if (under[t]) for (const r of under[t]) {
      if (!head[r]) headed.push(r);
      if (value[t] > head[r]) head[r] = value[t];
      if (raw[t] > headRaw[r]) headRaw[r] = raw[t];
    }
  }
  for (let i = 0; i < many; i++) if (touched[i] < docs) one(touched[i], value[touched[i]], raw[touched[i]], runOf[touched[i]]);
  for (const r of headed) for (let d = runs[r].from; d < runs[r].to; d++) if (!sum[d]) one(d, 0, 0, r);
  for (const r of headed) head[r] = headRaw[r] = 0;
  for (let i = 0; i < many; i++) raw[touched[i]] = sum[touched[i]] = value[touched[i]] = 0;
  scores.many = 0;
};
// The words of a reading with the places of all they may mean, all of them or those in texts marked in `only`.
const look = (query, loose, only) => {
  const { big, byFold, at, shift } = index, matter = query.filter(w => !stops.has(w.f)).length, list = [];
  for (let i = 0; i < query.length; i++) {
    const word = query[i], next = query[i + 1], f = next && word.f + '_' + next.f;
    // Two common words that often stand together have a list of their own in a large index.
    if (big && byFold.has(f)) { list.push({ ...word, f, a: word.a + '_' + next.a, span: 2 }); i++; }
    else list.push(word);
  }
  return list.map(word => {
    const all = [], { span = 1 } = word;
    // In a large index the commonest words of all are not fetched where others say what is meant.
    if (!(big && span < 2 && stops.has(word.f) && matter > 1)) for (const [f, w] of candidates(word, loose && loose(word))) {
      for (const { a = f, list } of spellings(f)) all.push({ a, list, weight: w * agreement(word, a, f) });
    }
    const grammar = span < 2 && stops.has(word.f) && (!word.marked || stops.get(word.f).has(word.a));
    return { all: all.slice(0, 255), word, grammar, matter, span, weight: grammar ? 0.2 : 1 };
  }).filter((p, i, all) => {
    const stays = p.all.length || !big || !p.word.last || all.length < 2;
    if (only) for (const s of p.all) s.list = s.list.filter(x => only[at[x >> shift]]);
    return stays;
  });
};
// A word typed without marks is read first as the spellings that stand beside its neighbours in the texts.
const support = parts => {
  const { bits } = index, few = parts.slice(0, 16);
  if (parts.length < 2 || !parts.some(p => !p.word.marked)) return;
  const mark = on => few.forEach((p, i) => p.all.forEach(({ list }) => {
    for (let k = 0; k < list.length; k++) bits[list[k] + 2] = on ? bits[list[k] + 2] | 1 << i : 0;
  }));
  mark(true);
  few.forEach((p, i) => {
    if (p.word.marked) return;
    const left = i ? 1 << i - 1 : 0, right = 1 << i + 1, back = i ? 2 - few[i - 1].span : 0, on = 2 + p.span;
    const beside = p.all.map(({ list }) => {
      let n = 0;
      for (let k = 0; k < list.length; k++) if (bits[list[k] + back] & left || bits[list[k] + on] & right) n++;
      return n;
    });
    const most = Math.max(...beside);
    if (most) p.all.forEach((s, n) => { s.weight *= UNSURE + (1 - UNSURE) * Math.min(1, beside[n] / most * 2); });
  });
  mark(false);
};
// What a text shows of a reading: for each word typed the spellings found, with their weights.
const seen = ({ all, span, grammar }) => Array.from({ length: span }, (_, n) => {
  const by = new Map();
  for (const { a, weight } of all) {
    const one = span > 1 ? a.split('_')[n] : a;
    by.set(one, Math.max(weight, by.get(one) || 0));
  }
  return { seen: by, grammar };
});
// Ranks one reading into `scores` and gives what its scores are to be divided by; nothing while chunks are lacking. Of the
// texts in `only` alone, how rare each thing is must be known from all: `rare`.
const rank = (query, loose, only, rare) => {
  const parts = look(query, loose, only), { which } = index, log = [];
  if (lacking.size) return;
  const rarity = factor => {
    const w = factor * idf(weigh());
    return log.push(rare ? rare[log.length] : w) && log[log.length - 1];
  };
  support(parts);
  let words = 0, total = 0, offset = 0, chain = [], before;
  for (const p of parts) {
    p.all.forEach(({ list, weight }, n) => {
      put(list, weight);
      for (let k = 0; k < list.length; k++) which[list[k]] = n + 1;
    });
    let w = p.weight * rarity(1);
    words += w;
    total += w;
    give(w, true, p.matter < 2 ? 0 : p.grammar ? 2 : 0.75);
    // Places where `list` goes on with this word, by weight.
    const follow = (list, gap, weight) => {
      const groups = new Map();
      for (let k = 0; k < list.length; k++) {
        const n = which[list[k] + gap];
        if (!n) continue;
        const least = Math.min(weight, p.all[n - 1].weight), group = groups.get(least);
        if (group) group.push(list[k]); else groups.set(least, [list[k]]);
      }
      return [...groups];
    };
    if (before) {
      for (const { list, weight } of before.all) for (const [least, some] of follow(list, before.span, weight)) put(some, least);
      // A pair that stands nowhere says nothing; a word that does is missing.
      w = PAIR * (before.grammar ? 0.4 : 1) * (p.grammar ? 0.4 : 1) * rarity(scores.many ? 1 : 0);
      total += w;
      give(w, false, 0);
      chain = chain.flatMap(([weight, list]) => follow(list, offset, weight));
    } else chain = p.all.map(({ list, weight }) => [weight, list]);
    for (const { list } of p.all) for (let k = 0; k < list.length; k++) which[list[k]] = 0;
    offset += p.span;
    before = p;
  }
  if (parts.length > 1) for (const [weight, list] of chain) put(list, weight);
  weigh();
  give(PHRASE * total, false, 2);
  return { words: words || 1, total: total || 1, rare: log, parts: parts.flatMap(seen) };
};
