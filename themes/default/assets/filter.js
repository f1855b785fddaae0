// The filter of the pages of the calendar: without it, everything is on the page.
(function () {
  "use strict";

  // The filter of a calendar page. Whom a rule concerns was settled when the site was built: every choice holds the rules it
  // keeps, every date its rule. The choice stands in the address, so that it can be sent to somebody.
  const filter = document.querySelector(".filter");
  if (filter) {
    const all = css => [...document.querySelectorAll(css)], words = filter.dataset, rules = words.rules.split(" ");
    const fields = filter.elements, selects = ["vai", "don-vi", "loai"].map(name => fields[name]);
    const [line, own] = filter.querySelectorAll("p"), clear = filter.querySelector("button"), title = filter.querySelector("legend");
    // What has no rule written on it leads to an occurrence, whose name begins with its rule.
    const items = all("main [data-rule], .year li, .grid a"), lists = all("main ul").filter(ul => items.some(e => e.parentNode === ul));
    const rule = e => e.dataset.rule || (e.hash || e.querySelector("a").hash).slice(1).split(".")[0];
    const ruled = new Map(items.map(e => [e, rule(e)]));
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
      items.forEach(e => { e.hidden = !kept.every(list => list.includes(ruled.get(e))); });
      lists.forEach((ul, i) => { notes[i].hidden = !(ul.hidden = ![...ul.children].some(li => ruled.has(li) && !li.hidden)); });
      const dates = items.filter(e => e.querySelector("time")), shown = dates.filter(e => !e.hidden).length;
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
})();
