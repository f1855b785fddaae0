/* The results page: the query in `#q=`, a filter by kind, a page of results at a time. What readers without a script use
   stands in [data-search-fallback] and is hidden while results show. */
const PAGE = 30;
let kind = '', chosen = false, turn = 0, showPage;
if (page) {
  const { all, more, filter } = page.dataset, fallback = document.querySelector('[data-search-fallback]');
  const status = make('p', { role: 'status', class: 'search-count' });
  const filters = make('div', { role: 'group', class: 'search-filters', 'aria-label': filter });
  const list = make('ol', { class: 'search-results' });
  const next = make('button', { type: 'button', class: 'search-more', hidden: '' }, more);
  const item = r => make('li', {},
    make('p', { class: 'search-title' }, make('a', { href: root + r.doc.url }, ...heading(r))),
    make('p', { class: 'search-above' }, r.doc.above),
    make('p', { class: 'search-text' }, ...snippet(r.doc.text, r.parts, 320)));
  showPage = query => {
    const mine = ++turn;
    page.hidden = !query.trim();
    search(query, found => {
      if (mine !== turn) return;
      if (!found.some(r => r.kind === kind)) kind = '';
      const shown = found.filter(r => !kind || r.kind === kind);
      // Where nothing is found there is nothing to choose from but what stands there without a search.
      if (fallback) fallback.hidden = shown.length > 0;
      status.textContent = count(shown.length, found, query);
      filters.replaceChildren(...['', ...KINDS].flatMap(k => {
        const n = found.filter(r => !k || r.kind === k).length;
        const button = make('button', { type: 'button', 'aria-pressed': k === kind }, `${k ? named(k) : all} (${n})`);
        button.onclick = () => { kind = k; chosen = true; showPage(query); };
        return n ? [button] : [];
      }));
      if (chosen) filters.querySelector('[aria-pressed=true]').focus();
      chosen = false;
      list.replaceChildren();
      // The first of the next results takes the focus from the button that is gone.
      next.onclick = () => show(shown.slice(list.children.length, list.children.length + PAGE), some => {
        if (mine !== turn) return;
        const first = list.children.length;
        list.append(...some.map(item));
        next.hidden = list.children.length >= shown.length;
        if (first) list.children[first].querySelector('a').focus();
      });
      next.onclick();
    });
  };
  page.append(status, filters, list, next);
  const read = () => {
    const asks = text => new URLSearchParams(text.slice(1)).get('q');
    const query = (asks(location.hash) ?? asks(location.search) ?? '').slice(0, LONGEST);
    fields.forEach(f => { f.value = query; });
    showPage(query);
  };
  addEventListener('hashchange', read);
  read();
}
