// Extras that a page does without: copy buttons on provisions, the current heading in the contents, today in the
// calendar and its filter.
// A classic script: modules, workers and fetch fail on file://, and the site must work there.
(function () {
  "use strict";

  // Copy: the clipboard API needs a secure origin, which a page opened from disk is not; the old way still works there.
  function write(text, done) {
    function old() {
      var area = document.createElement("textarea"), held = document.activeElement;
      area.value = text;
      area.setAttribute("readonly", "");
      area.className = "vh";
      document.body.appendChild(area);
      area.select();
      var ok = document.execCommand("copy");
      area.remove();
      // The reader was elsewhere and is not sent back to the top of the page.
      if (held) held.focus();
      if (ok) done();
    }
    if (navigator.clipboard && window.isSecureContext) navigator.clipboard.writeText(text).then(done, old);
    else old();
  }

  function button(row, label, copied, text, citation) {
    var b = document.createElement("button");
    b.type = "button";
    b.textContent = label;
    b.setAttribute("aria-label", label + ": " + citation);
    b.addEventListener("click", function () {
      write(text(), function () {
        b.textContent = copied;
        status.textContent = copied + ": " + citation;
        setTimeout(function () { b.textContent = label; }, 2000);
      });
    });
    row.appendChild(b);
  }

  var status = document.createElement("p");
  status.className = "vh";
  status.setAttribute("role", "status");
  document.body.appendChild(status);

  document.querySelectorAll(".law[data-copy-link]").forEach(function (law) {
    law.querySelectorAll(".prov:not(.head)").forEach(function (p) {
      var row = document.createElement("div");
      var words = p.querySelector("p").textContent.trim().replace(/\s+/g, " ");
      var citation = p.dataset.cite;
      row.className = "copy";
      button(row, law.dataset.copyLink, law.dataset.copied, function () { return location.href.split("#")[0] + "#" + p.id; }, citation);
      button(row, law.dataset.copyCite, law.dataset.copied, function () { return "“" + words + "” (" + citation + ", " + law.dataset.source + ")"; }, citation);
      p.appendChild(row);
    });
  });

  // A text to paste: one button that copies all of it. Without the script a click on the box selects it.
  document.querySelectorAll("[data-copy]").forEach(function (box) {
    var row = document.createElement("p"), title = document.getElementById(box.getAttribute("aria-labelledby"));
    row.className = "copy-all";
    button(row, box.dataset.copy, box.dataset.copied, function () { return box.textContent; }, title.textContent);
    box.before(row);
  });

  // The contents stand beside the text on a wide screen, unfolded; on a phone they are one line above it.
  var contents = document.querySelector(".toc details");
  if (contents && matchMedia("(min-width: 64rem)").matches) contents.open = true;

  // Scroll-spy: the last heading above a third of the window is the current one.
  var links = Array.prototype.slice.call(document.querySelectorAll(".toc a[href^='#']"));
  var places = links.map(function (a) { return document.getElementById(decodeURIComponent(a.hash.slice(1))); });
  var waiting = false;
  function spy() {
    waiting = false;
    var now = -1;
    places.forEach(function (p, i) { if (p && p.getBoundingClientRect().top < innerHeight / 3) now = i; });
    links.forEach(function (a, i) {
      if (i === now) a.setAttribute("aria-current", "location");
      else a.removeAttribute("aria-current");
    });
  }
  if (links.length) {
    addEventListener("scroll", function () { if (!waiting) { waiting = true; requestAnimationFrame(spy); } }, { passive: true });
    spy();
  }

  // Today: the page is built for one day and read on others.
  var d = new Date();
  var today = d.getFullYear() + "-" + ("0" + (d.getMonth() + 1)).slice(-2) + "-" + ("0" + d.getDate()).slice(-2);
  document.querySelectorAll("[data-date='" + today + "']").forEach(function (e) {
    var word = document.createElement("strong"), when = e.querySelector(".when");
    word.className = "today-word";
    word.textContent = document.body.dataset.today;
    e.classList.add("today");
    e.setAttribute("aria-current", "date");
    if (when) when.append(" ", word);
    else e.querySelector("time, small").after(" ", word);
  });

  // This week: the label of the build moves to the week it is read in; a page that has no such week any more says so.
  var label = document.querySelector(".week .this");
  if (label) {
    var held = false;
    label.textContent = label.dataset.words;
    label.remove();
    document.querySelectorAll(".week[data-from]").forEach(function (week) {
      var now = week.dataset.from <= today && today <= week.dataset.to;
      week.classList.toggle("now", now);
      if (now) { week.querySelector("h2").prepend(label); held = true; }
    });
    document.querySelector(".stale").hidden = held;
  }

  // The filter of a calendar page. Whom a rule concerns was settled when the site was built: every choice holds the rules it
  // keeps, every date its rule. The choice stands in the address, so that it can be sent to somebody.
  const filter = document.querySelector(".filter");
  if (filter) {
    const all = css => [...document.querySelectorAll(css)], words = filter.dataset, rules = words.rules.split(" ");
    const fields = filter.elements, selects = ["vai", "don-vi", "loai"].map(name => fields[name]);
    const [line, own] = filter.querySelectorAll("p"), clear = filter.querySelector("button"), title = filter.querySelector("legend");
    const items = all("main [data-rule]"), lists = all("main ul").filter(ul => ul.querySelector("[data-rule]"));
    const fill = (text, values) => text.replace(/{(\w+)}/g, (_, key) => values[key]);
    const notes = lists.map(ul => {
      const note = document.createElement("p");
      note.className = "muted";
      note.textContent = words.nothing;
      ul.after(note);
      return note;
    });
    const link = (to, text) => {
      const a = document.createElement("a");
      a.href = to;
      a.textContent = text;
      own.append(" ", a);
      return a;
    };

    const apply = () => {
      const [role, unit, kind] = selects.map(s => s.selectedOptions[0]), two = role.value && unit.value;
      // A role in a unit has its own handbook and does more than the two have in common; what is common has no feed.
      const pair = two && unit.dataset.at.split(",").find(p => p.startsWith(role.value + ":"));
      const one = role.value ? role : unit, who = pair ? `${role.text}, ${unit.text}` : one.value && one.text;
      const feed = pair ? `${role.value}--${unit.value}` : one.value;
      const said = [two && !pair ? fill(words.both, { role: role.text, unit: unit.text }) : who, kind.value && kind.text].filter(Boolean);
      const kept = (pair ? [pair.split(":")[1]] : [role, unit].filter(o => o.value).map(o => o.dataset.rules))
        .concat(kind.value ? kind.dataset.rules : []).map(list => list.split(" ").map(i => rules[i]));
      items.forEach(e => { e.hidden = !kept.every(list => list.includes(e.dataset.rule)); });
      lists.forEach((ul, i) => { notes[i].hidden = !(ul.hidden = !ul.querySelector("[data-rule]:not([hidden])")); });
      const dates = items.filter(e => e.dataset.date), shown = dates.filter(e => !e.hidden).length;
      line.textContent = (said.length ? `${title.textContent}: ${said.join(" · ")}. ` : "") +
        (shown ? fill(words.count, { shown, all: dates.length }) : words.nothing);
      filter.classList.toggle("on", said.length > 0);
      clear.hidden = !said.length;
      own.hidden = !who || !!two && !pair;
      own.textContent = fill(words.own, { who });
      if (words.subscribe) link(words.subscribe.replace("*", feed), words.subscribeWords);
      link(words.feed.replace("*", feed), words.download).download = "";
      const hash = selects.filter(s => s.value).map(s => `${s.name}=${s.value}`).join("&");
      // The other pages of the calendar are reached with the same choice.
      all(".stepper a, .tabs a, .year h2 a").forEach(a => { a.hash = hash; });
      return hash;
    };
    const choose = values => {
      selects.forEach(s => { s.value = values.get(s.name) || ""; if (s.selectedIndex < 0) s.value = ""; });
      return apply();
    };
    const keep = hash => history.replaceState(null, "", location.href.split("#")[0] + (hash && "#" + hash));
    const read = () => {
      const place = location.hash.slice(1), values = new URLSearchParams(place), at = document.getElementById(place);
      if (selects.some(s => values.has(s.name))) choose(values);
      // A link to a date leads to it, whatever was chosen before.
      else if (at && at.closest("[hidden]")) { choose(new Map()); at.scrollIntoView(); }
    };
    filter.addEventListener("change", () => keep(apply()));
    clear.addEventListener("click", () => { keep(choose(new Map())); selects[0].focus(); });
    addEventListener("hashchange", read);
    filter.hidden = false;
    apply();
    read();
  }

  // Print: every word must be on paper, so what is folded is unfolded for the while.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("article details:not([open])"));
    opened.forEach(function (e) { e.open = true; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (e) { e.open = false; }); });
})();
