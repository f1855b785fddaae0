/* Ranking: for each reading of a query its words, neighbouring pairs at the distance typed and the whole phrase, times
   coverage; each document by the reading that suits it best. Loops over flat arrays, which are used again for every query:
   a word of a large office stands in tens of thousands of places. */
const idf = df => Math.log(1 + (index.docs - df + 0.5) / (df + 0.5));
// Weights, measured on the judged queries; the figures stay the same for a third more or less of each.
const HEAD = 0.5, BOTH = 0.5, PAIR = 1, PHRASE = 0.4, UNSURE = 0.5, LENGTH = 0.2;
// Scores of one thing looked for (a word, a pair, the phrase) by text, its value and its best side by side; of headings by run
// alike; of one reading by document, score and cover side by side. What is read together lies together: it is most of the time.
// `which` says by place which list of the query stands there, of single words and of two in one.
let scores;
// Of which clauses the question asks: they leave to their heading what they answer ("Họp giao ban: a) Thời gian …"), which counts whole.
let asks = { mask: 0, flags: [] };
const prepare = ({ docs, texts, lengths, grain, runs, over, at, big }) => {
  const floats = n => new Float64Array(n), long = [], first = new Int32Array(texts), next = new Int32Array(2 * runs + 1);
  const places = at.length * grain + 64;
  // The runs under each heading, as a chain of the places in `over`, from 1.
  for (let i = 2 * runs; i--;) if (over[i] >= 0) { next[i + 1] = first[over[i]]; first[over[i]] = i + 1; }
  for (let i = 0; i < texts; i++) {
    const n = lengths[i];
    if (!long[n]) long[n] = 1 / (1 - LENGTH + LENGTH * Math.sqrt(n * grain / 60));
  }
  scores = { many: 0, touched: new Int32Array(texts), sums: floats(2 * texts), first, next, long, heads: floats(2 * runs),
    found: 0, ids: new Int32Array(docs), got: floats(2 * docs), firm: new Uint8Array(docs), outs: {}, spare: [],
    tags: new Map(), which: [0, new Uint16Array(places), new Uint16Array(big ? places : 0)] };
};
// Room for so many places with their weights, used again: what is large is dear to get.
const room = (n, size) => {
  const { spare } = scores;
  if (!spare[n] || spare[n].list.length < size) spare[n] = { list: new Int32Array(size), weights: new Float64Array(size) };
  return spare[n];
};
// The number of a list in this query, and its places marked with it.
const tag = (list, span) => {
  const { tags, which } = scores, known = tags.get(list);
  if (known) return known.n;
  const n = tags.size + 1, on = which[span];
  tags.set(list, { n, on });
  for (let k = 0; k < list.length; k++) on[list[k] + 2] = n;
  return n;
};
const untag = () => {
  for (const [list, { on }] of scores.tags) for (let k = 0; k < list.length; k++) on[list[k] + 2] = 0;
  scores.tags.clear();
};
// Places of a list with a weight, or each with its own: per text the best weight, raised by repetition.
const put = (list, weight, weights) => {
  const { at, shift } = index, { touched, sums } = scores;
  let { many } = scores;
  for (let i = 0; i < list.length; i++) {
    const t = at[list[i] >> shift], w = weights ? weights[i] : weight;
    if (!sums[2 * t]) touched[many++] = t;
    sums[2 * t] += w;
    if (w > sums[2 * t + 1]) sums[2 * t + 1] = w;
  }
  scores.many = many;
};
// Ends a thing looked for: what it is worth in each text, and in how many documents it is.
const weigh = () => {
  const { many, touched, sums, long } = scores, { docs, lengths } = index;
  let df = 0;
  for (let i = 0; i < many; i++) {
    const t = touched[i], best = sums[2 * t + 1], n = sums[2 * t] / best;
    if (t < docs) df += best;
    sums[2 * t] = best * long[lengths[t]] * n * 1.4 / (n + 0.4);
  }
  return df;
};
// Gives what was found to every document that has it or stands under a heading that has it, and clears it. A document is
// firm above the weight `sure`: more than single words of other marks, strewn over the text.
const give = (weight, covers, sure) => {
  const { docs, begins, runOf } = index;
  const { touched, sums, first, next, heads, ids, got, firm } = scores, { mask, flags } = asks, headed = [];
  let { found, many } = scores;
  for (let i = 0; i < many; i++) {
    const t = touched[i];
    for (let u = first[t]; u; u = next[u]) {
      const r = u - 1 >> 1;
      if (!heads[2 * r]) headed.push(r);
      for (const n of [0, 1]) heads[2 * r + n] = Math.max(heads[2 * r + n], sums[2 * t + n]);
    }
  }
  for (const r of headed) for (let d = begins[r]; d < begins[r + 1]; d++) if (!sums[2 * d]) touched[many++] = d;
  for (let i = 0; i < many; i++) {
    const d = touched[i], own = sums[2 * d], best = sums[2 * d + 1];
    sums[2 * d] = sums[2 * d + 1] = 0;
    if (d >= docs) continue;
    const r = runOf[d], whole = mask & flags[d], h = (whole ? 1 : HEAD) * heads[2 * r];
    const v = Math.max(own, h) + (whole ? 0 : BOTH) * Math.min(own, h);
    if (!got[2 * d]) ids[found++] = d;
    got[2 * d] += weight * v;
    if (covers) got[2 * d + 1] += weight * (v > 0.75 ? 1 : v + 0.25);
    if (best > sure || heads[2 * r + 1] > sure) firm[d] = 1;
  }
  for (const r of headed) heads[2 * r] = heads[2 * r + 1] = 0;
  scores.found = found;
  scores.many = 0;
};
// Places of a list in texts that are marked.
const within = (list, only) => {
  const { at, shift } = index, out = room(0, list.length).list;
  let n = 0;
  for (let k = 0; k < list.length; k++) if (only[at[list[k] >> shift]]) out[n++] = list[k];
  return out.slice(0, n);
};
// The words of a reading with the places of all they may mean.
const look = (query, loose) => {
  const { big, byFold } = index, list = [];
  // What the question is made of says little, and what stands around it stands together.
  query = [...query.filter(w => !w.asks), ...query.filter(w => w.asks)];
  const matter = query.filter(w => !w.asks && !stops.has(w.f)).length;
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
      for (const { a = f, list } of spellings(f)) {
        if (all.length < 255) all.push({ a, list, weight: w * agreement(word, a, f) });
      }
    }
    const grammar = word.asks || span < 2 && stops.has(word.f) && (!word.marked || stops.get(word.f).has(word.a));
    return { all, word, grammar, matter, span, weight: word.asks ? 0.1 : grammar ? 0.2 : 1 };
  }).filter((p, i, all) => p.all.length || !big || !p.word.last || all.length < 2);
};
// A word typed without marks is read first as the spellings that stand beside its neighbours in the texts.
const NOBODY = { span: 1, by: [] };
const support = parts => {
  if (parts.length < 2) return;
  const { which } = scores;
  const beside = parts.map((p, i) => {
    if (p.word.marked) return [];
    const left = parts[i - 1] || NOBODY, right = parts[i + 1] || NOBODY, back = which[left.span], on = which[right.span];
    return p.all.map(({ list }) => {
      let n = 0;
      for (let k = 0; k < list.length; k++) if (left.by[back[list[k] + 2 - left.span]] || right.by[on[list[k] + 2 + p.span]]) n++;
      return n;
    });
  });
  parts.forEach((p, i) => {
    const most = Math.max(...beside[i]);
    if (most > 0) p.all.forEach((s, n) => { s.weight *= UNSURE + (1 - UNSURE) * Math.min(1, beside[i][n] / most * 2); });
  });
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
// Ranks one reading into `scores` and gives what its scores are to be divided by. Of some texts alone, how rare each thing is
// must be known from all: `rare`.
const rank = (parts, rare) => {
  const { which, tags } = scores, log = [];
  const rarity = factor => {
    const w = factor * idf(weigh());
    return log.push(rare ? rare[log.length] : w) && log[log.length - 1];
  };
  // By the number of a list its weight as this part.
  const learn = () => parts.forEach(p => {
    p.by = p.by || new Float64Array(tags.size + 1);
    for (const { tag, weight } of p.all) p.by[tag] = weight;
  });
  learn();
  support(parts);
  learn();
  let words = 0, total = 0, offset = 0, before, chain, count = 0;
  for (const p of parts) {
    for (const { list, weight } of p.all) put(list, weight);
    let w = p.weight * rarity(1);
    words += w;
    total += w;
    give(w, true, p.matter < 2 ? 0 : p.grammar ? 2 : 0.75);
    if (before) {
      // Where this word follows the one before, and how well the worse of the two is meant.
      // The first pair is the phrase so far.
      const on = which[p.span], { by } = p, { list: pairs, weights } = room(chain ? 0 : 1, before.all.reduce((n, { list }) => n + list.length, 0));
      let n = 0;
      for (const { list, weight } of before.all) for (let k = 0; k < list.length; k++) {
        const other = by[on[list[k] + before.span + 2]];
        if (other) { pairs[n] = list[k]; weights[n++] = other < weight ? other : weight; }
      }
      put(pairs.subarray(0, n), 0, weights);
      // A pair that stands nowhere says nothing; a word that does is missing.
      w = PAIR * (before.grammar ? 0.4 : 1) * (p.grammar ? 0.4 : 1) * rarity(n ? 1 : 0);
      total += w;
      give(w, false, 0);
      if (chain) {
        // Of the phrase what goes on.
        const { list, weights } = chain;
        n = 0;
        for (let k = 0; k < count; k++) {
          const other = by[on[list[k] + offset + 2]];
          if (other) { list[n] = list[k]; weights[n++] = other < weights[k] ? other : weights[k]; }
        }
      }
      chain = scores.spare[1];
      count = n;
    }
    offset += p.span;
    before = p;
  }
  if (chain) put(chain.list.subarray(0, count), 0, chain.weights);
  weigh();
  give(PHRASE * total, false, 2);
  return { words: words || 1, total: total || 1, rare: log, parts: parts.flatMap(seen) };
};
