/* The search, as far as a page needs it that is only read: the field says what it is, `/` and Ctrl+K lead to it, and the
   engine with its index is fetched when somebody turns to the field. What a page gives ({root}: '' or '../' …):
   <script src="{root}assets/search.js" defer data-kinds="…" …>, with the words the search says, and
   <form action="{root}tim.html" role="search" data-root="{root}">
     <label for="q">…</label> <input id="q" name="q" type="text"> …</form>
   and on the results page <div data-results …>, which is always turned to. Scripts set `async = false`: they run in order, and so does
   the index that `search-index.js` leads to. */
const forms = [...document.querySelectorAll('form[data-root]')], fields = forms.map(form => form.elements.q);
const { hint: words, fail } = document.querySelector('script[data-kinds]').dataset;
let asked = !forms[0];
const load = () => {
  if (asked) return;
  asked = true;
  const { root } = forms[0].dataset;
  document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: root + 'assets/search.css' }));
  for (const src of [root + 'assets/search-index.js', root + 'assets/search-engine.js']) {
    const script = Object.assign(document.createElement('script'), { src, async: false });
    script.onerror = () => forms.forEach(form => form.append(fail));
    document.head.append(script);
  }
};
fields.forEach(field => {
  const hint = document.createElement('kbd');
  const set = (name, value) => field.setAttribute(name, value);
  set('role', 'combobox');
  set('aria-autocomplete', 'list');
  set('aria-expanded', false);
  set('aria-keyshortcuts', '/ Control+K');
  hint.className = 'search-hint';
  hint.title = words;
  hint.ariaHidden = true;
  hint.textContent = '/';
  field.after(hint);
  field.addEventListener('focus', load);
});
document.addEventListener('keydown', e => {
  const writing = e.target.closest && e.target.closest('input, textarea, select, [contenteditable]');
  const slash = e.key === '/' && !writing && !e.altKey && !e.ctrlKey && !e.metaKey;
  if (!fields[0] || e.isComposing || !slash && !((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 'k')) return;
  e.preventDefault();
  const field = fields.find(f => f.closest('main')) || fields[0];
  field.focus();
  field.select();
});
if (document.querySelector('[data-results]') || fields.includes(document.activeElement)) load();
