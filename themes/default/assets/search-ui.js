/* The search box and the results page. What a page gives ({root}: '' or '../' …):
   <link rel="stylesheet" href="{root}assets/search.css"> <script src="{root}assets/search.js" defer></script>
   (one script: search::bundle joins search.js and this file)
   <form action="{root}tim.html" method="get" role="search" data-root="{root}" data-index="{root}assets/search-….js">
     <label for="q">…</label> <input id="q" name="q" type="text"> <button>…</button></form>
   tim.html also: <div data-results></div>, and what readers without script use in <div data-search-fallback>…</div>,
   hidden while results show. <html lang> chooses the words. Classes made here all begin with "search-". */
(() => {
  'use strict';
  if (!globalThis.document) return;
  const { search, show: fill, marks, kinds, large } = quycheSearch;
  const forms = [...document.querySelectorAll('form[data-index]')];
  if (!forms[0]) return;
  const { root, index } = forms[0].dataset;
  const say = {
    vi: { box: 'Kết quả tìm', hint: 'Nhấn / hoặc Ctrl+K để tìm', all: 'Tất cả', more: 'Xem thêm', filter: 'Lọc theo loại', count: n => n + ' kết quả',
      none: 'Không tìm thấy. Hãy thử ít từ hơn, hoặc gõ trích dẫn như “khoản 5.1”.', fail: 'Không tải được chỉ mục tìm kiếm.',
      kinds: ['Điều khoản', 'Vai trò', 'Đơn vị', 'Lịch', 'Quyết định'] },
    en: { box: 'Results', hint: 'Press / or Ctrl+K to search', all: 'All', more: 'Show more', filter: 'Filter by kind', count: n => n + (n === 1 ? ' result' : ' results'),
      none: 'Nothing found. Try fewer words, or a citation such as “khoản 5.1”.', fail: 'The search index could not be loaded.',
      kinds: ['Provisions', 'Roles', 'Units', 'Calendar', 'Decisions'] },
  }[document.documentElement.lang.slice(0, 2) === 'en' ? 'en' : 'vi'];
  const make = (tag, attributes, ...children) => {
    const node = document.createElement(tag);
    for (const name in attributes) node.setAttribute(name, attributes[name]);
    node.append(...children);
    return node;
  };

  // The index by '', its shards by name from the folder that is called like it.
  quycheSearch.load = name => {
    const script = make('script', { src: name ? index.replace(/\.js$/, `/${name}.js`) : index });
    script.onerror = () => document.querySelectorAll('[role=status]').forEach(s => { s.textContent = say.fail; });
    document.head.append(script);
  };

  // The text around the most matches, those marked; cut between words.
  const snippet = (text, parts, width) => {
    const found = marks(text, parts);
    let from = 0, most = 0;
    for (const [s] of found) {
      const n = found.filter(m => m[0] >= s && m[1] <= s + width - 40).length;
      if (n > most) { most = n; from = s; }
    }
    from = from < 40 ? 0 : text.indexOf(' ', from - 40) + 1;
    let to = text.length > from + width ? text.lastIndexOf(' ', from + width) : text.length;
    if (to <= from) to = text.length;
    const out = [from ? '… ' : ''];
    let at = from;
    for (const [s, e] of found) if (s >= from && e <= to) {
      out.push(text.slice(at, s), make('mark', {}, text.slice(s, e)));
      at = e;
    }
    out.push(text.slice(at, to), to < text.length ? ' …' : '');
    return out;
  };
  const whole = (text, parts) => snippet(text, parts, 1e9);
  const kindOf = doc => make('span', { class: 'search-kind' }, say.kinds[kinds.indexOf(doc.kind)]);
  const title = ({ doc, parts }) => doc.path ? [doc.title] : whole(doc.title, parts);
  const address = query => root + 'tim.html#q=' + encodeURIComponent(query);

  // ---- the results page ----
  const page = document.querySelector('[data-results]');
  let kind = '';
  const pageStatus = make('p', { role: 'status', class: 'search-count' });
  const filters = make('div', { role: 'group', class: 'search-filters', 'aria-label': say.filter });
  const list = make('ol', { class: 'search-results' });
  const more = make('button', { type: 'button', class: 'search-more', hidden: '' }, say.more);
  const PAGE = 30;
  const show = query => {
    const fallback = document.querySelector('[data-search-fallback]');
    if (fallback) fallback.hidden = !!query.trim();
    page.hidden = !query.trim();
    if (page.hidden) return;
    search(query, all => {
      if (!all.some(r => r.kind === kind)) kind = '';
      const shown = all.filter(r => !kind || r.kind === kind);
      pageStatus.textContent = shown.length ? say.count(shown.length) : say.none;
      filters.replaceChildren(...['', ...kinds].map((k, i) => {
        const n = all.filter(r => !k || r.kind === k).length;
        const button = make('button', { type: 'button', 'aria-pressed': k === kind }, `${i ? say.kinds[i - 1] : say.all} (${n})`);
        button.disabled = i > 0 && !n;
        button.onclick = () => { kind = k; show(query); filters.children[i].focus(); };
        return button;
      }));
      const item = r => make('li', {}, make('p', { class: 'search-title' },
        make('a', { href: root + r.doc.url }, ...title(r)), ' ', kindOf(r.doc)),
      make('p', { class: 'search-above' }, r.doc.above),
      make('p', { class: 'search-text' }, ...snippet(r.doc.text, r.parts, 320)));
      list.replaceChildren();
      // A page of results at a time; the first of the next takes the focus from the button that is gone.
      const add = () => fill(shown.slice(list.children.length, list.children.length + PAGE), some => {
        const first = list.children.length;
        list.append(...some.map(item));
        more.hidden = list.children.length >= shown.length;
        if (first) list.children[first].querySelector('a').focus();
      });
      more.onclick = add;
      add();
    });
  };

  // ---- the box ----
  const boxes = forms.map((form, number) => {
    const input = form.elements.q, id = 'search-list-' + number;
    const options = make('ul', { role: 'listbox', id, class: 'search-list', 'aria-label': say.box, hidden: '' });
    const status = make('p', { role: 'status', class: 'search-status' });
    let active = -1, results = [];
    const set = (name, value) => input.setAttribute(name, value);
    form.classList.add('search-box');
    set('role', 'combobox');
    set('aria-autocomplete', 'list');
    set('aria-controls', id);
    set('aria-keyshortcuts', '/ Control+K');
    set('autocomplete', 'off');
    input.after(make('kbd', { class: 'search-hint', title: say.hint, 'aria-hidden': true }, '/'));
    form.append(options, status);
    const point = to => {
      active = to;
      [...options.children].forEach((o, i) => o.setAttribute('aria-selected', i === to));
      if (to < 0) input.removeAttribute('aria-activedescendant');
      else { set('aria-activedescendant', options.children[to].id); options.children[to].scrollIntoView({ block: 'nearest' }); }
    };
    const open = yes => { options.hidden = !yes; set('aria-expanded', yes); point(-1); };
    const go = r => { open(false); location.href = root + r.doc.url; };
    const update = () => {
      const query = input.value;
      if (page) {
        show(query);
        // Last, because browsers refuse when it comes too often.
        history.replaceState(null, '', '#q=' + encodeURIComponent(query));
        return;
      }
      search(query, all => {
        if (query !== input.value) return;
        let provisions = 0, others = 0;
        fill(all.filter(r => r.kind === kinds[0] ? provisions++ < 6 : others++ < 3), some => {
          if (query !== input.value) return;
          results = some;
          status.textContent = query.trim() ? all.length ? say.count(all.length) : say.none : '';
          options.replaceChildren(...results.map((r, i) => {
            const option = make('li', { role: 'option', id: id + '-' + i, 'aria-selected': false },
              make('span', { class: 'search-title' }, ...title(r)), ' ', kindOf(r.doc), ' ',
              make('span', { class: 'search-text' }, ...snippet(r.doc.text, r.parts, 130)));
            option.onclick = () => go(r);
            return option;
          }));
          open(results.length > 0);
        });
      });
    };
    open(false);
    input.onfocus = () => search('', () => {});
    // Shards are fetched when the typing rests.
    let rest;
    input.oninput = () => {
      clearTimeout(rest);
      if (large()) rest = setTimeout(update, 150); else update();
    };
    input.onblur = () => open(false);
    options.onmousedown = e => e.preventDefault();
    input.onkeydown = e => {
      if (e.isComposing || e.keyCode === 229) return;
      const n = options.hidden ? 0 : results.length;
      if (e.key === 'ArrowDown' && !n && !page && input.value) update();
      else if (e.key === 'ArrowDown' && n) point((active + 2) % (n + 1) - 1);
      else if (e.key === 'ArrowUp' && n) point((active + n + 1) % (n + 1) - 1);
      else if (e.key === 'Enter' && active >= 0) go(results[active]);
      else if (e.key === 'Escape' && n) open(false);
      else return;
      e.preventDefault();
    };
    form.onsubmit = e => {
      e.preventDefault();
      if (page) update(); else location.href = address(input.value);
    };
    return input;
  });
  document.addEventListener('keydown', e => {
    const writing = e.target.closest && e.target.closest('input, textarea, select, [contenteditable]');
    const slash = e.key === '/' && !writing && !e.ctrlKey && !e.metaKey && !e.altKey;
    if (e.isComposing || !slash && !((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k')) return;
    e.preventDefault();
    const box = boxes.find(b => b.closest('main')) || boxes[0];
    box.focus();
    box.select();
  });

  if (page) {
    page.append(pageStatus, filters, list, more);
    const read = () => {
      const asks = text => new URLSearchParams(text.slice(1)).get('q');
      const query = asks(location.hash) ?? asks(location.search) ?? '';
      boxes.forEach(b => { b.value = query; });
      show(query);
    };
    addEventListener('hashchange', read);
    read();
  }
})();
