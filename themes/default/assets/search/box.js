/* The search box: an editable combobox with a listbox, by the ARIA practices. The words stand in the attributes of the page's script. */
const make = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  for (const name in attributes) node.setAttribute(name, attributes[name]);
  node.append(...children);
  return node;
};
// The text around the most matches, those marked; cut between words.
const snippet = (text, parts, width) => {
  const found = marks(text, parts), out = [];
  let from = 0, most = 0;
  for (const [s] of found) {
    const n = found.filter(m => m[0] >= s && m[1] <= s + width - 40).length;
    if (n > most) { most = n; from = s; }
  }
  from = from < 40 ? 0 : text.indexOf(' ', from - 40) + 1;
  let to = text.length > from + width ? text.lastIndexOf(' ', from + width) : text.length, at = from;
  if (to <= from) to = text.length;
  for (const [s, e] of found) if (s >= from && e <= to) {
    out.push(text.slice(at, s), make('mark', {}, text.slice(s, e)));
    at = e;
  }
  return [from ? '… ' : '', ...out, text.slice(at, to), to < text.length ? ' …' : ''];
};
const named = kind => say.kinds.split('|')[KINDS.indexOf(kind)];
const heading = ({ doc, parts }) => [...doc.path ? [doc.title] : snippet(doc.title, parts, 1e9), ' ',
  make('span', { class: 'search-kind' }, named(doc.kind))];
// How many there are; first the citation that leads to no place, or the words that stand nowhere.
const count = (n, { lost }, query) => n ? (lost ? `${say.none.split('.')[0]}: “${lost === true ? query.trim() : lost}”. ` : '') + say.count.replace('#', n) : say.none;
const forms = globalThis.document ? [...document.querySelectorAll('form[data-root]')] : [];
const { root } = forms[0] ? forms[0].dataset : {}, page = forms[0] && document.querySelector('[data-results]');
const say = forms[0] && document.querySelector('script[data-kinds]').dataset;
const fields = forms.map(form => form.elements.q);

// The chunks of the index. The folder of what is shown of documents keeps its name while they are the same ones, so a browser that
// has a chunk of it asks anew for another index; what it gets may be of a later one, and then says newer words of the same document.
if (root !== undefined) api.load = chunk => {
  const src = globalThis.quycheEntry.replace(/[^-]*$/, hash => chunk + (chunk.includes('/d') ? '?' + hash : ''));
  const script = make('script', { src });
  script.onerror = () => Object.assign(forms[0].lastChild, { textContent: say.fail, className: 'search-status alone' });
  document.head.append(script);
};

forms.forEach((form, number) => {
  const field = fields[number], id = 'search-list-' + number;
  const options = make('ul', { role: 'listbox', id, class: 'search-list', 'aria-label': say.box, hidden: '' });
  const status = make('p', { role: 'status', class: 'search-status' });
  let active = -1, results = [], rest;
  const set = (name, value) => field.setAttribute(name, value);
  field.maxLength = LONGEST;
  form.classList.add('search-box');
  form.append(options, status);
  set('aria-controls', id);
  const point = to => {
    active = to;
    [...options.children].forEach((o, i) => o.setAttribute('aria-selected', i === to));
    if (to < 0) field.removeAttribute('aria-activedescendant');
    else { set('aria-activedescendant', options.children[to].id); options.children[to].scrollIntoView({ block: 'nearest' }); }
  };
  const open = yes => { options.hidden = !yes; set('aria-expanded', yes); point(-1); };
  const go = r => { open(false); location.href = root + r.doc.url; };
  const update = () => {
    const query = field.value;
    if (page) {
      showPage(query);
      // Last, because browsers refuse when it comes too often.
      return history.replaceState(null, '', '#q=' + encodeURIComponent(query));
    }
    search(query, all => {
      const seen = {};
      // Of what is no provision the best of each kind, and what has the name that was typed.
      show(all.filter(({ kind, called }) => (seen[kind] = (seen[kind] || 0) + 1) <= (kind === KINDS[0] ? 6 : 1) || called), some => {
        if (query !== field.value) return;
        results = some;
        status.textContent = query.trim() ? count(all.length, all, query) : '';
        status.classList.toggle('alone', query.trim() && !all.length);
        options.replaceChildren(...results.map((r, i) => {
          const option = make('li', { role: 'option', id: id + '-' + i, 'aria-selected': false },
            make('span', { class: 'search-title' }, ...heading(r)), ' ',
            make('span', { class: 'search-text' }, ...snippet(r.doc.text, r.parts, 130)));
          option.onclick = () => go(r);
          return option;
        }));
        open(results.length > 0);
      });
    });
  };
  // Of a large index chunks are fetched when the typing rests.
  field.oninput = () => {
    clearTimeout(rest);
    rest = setTimeout(update, index && index.big ? 150 : 0);
  };
  field.onblur = () => { open(false); status.classList.toggle('alone', false); };
  options.onmousedown = e => e.preventDefault();
  field.onkeydown = e => {
    // Telex and VNI compose letters of several keys; those belong to the input method.
    if (e.isComposing || e.keyCode === 229) return;
    const n = options.hidden ? 0 : results.length;
    if (e.key === 'ArrowDown' && !n && !page && field.value) update();
    else if (e.key === 'ArrowDown' && n) point((active + 2) % (n + 1) - 1);
    else if (e.key === 'ArrowUp' && n) point((active + n + 1) % (n + 1) - 1);
    else if (e.key === 'Enter' && active >= 0) go(results[active]);
    else if (e.key === 'Escape' && n) open(false);
    else return;
    e.preventDefault();
  };
  form.onsubmit = e => {
    e.preventDefault();
    if (page) update(); else location.href = root + 'tim.html#q=' + encodeURIComponent(field.value);
  };
  // What was typed while this script was on its way.
  if (!page && field === document.activeElement && field.value) update();
});
