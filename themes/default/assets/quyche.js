// Extras that a page does without: copy buttons on provisions and the current heading in the contents.
// A classic script: modules, workers and fetch fail on file://, and the site must work there.
(function () {
  "use strict";
  const all = css => [...document.querySelectorAll(css)];
  const make = (tag, name) => {
    const e = document.createElement(tag);
    e.className = name;
    return e;
  };

  // Copy: the clipboard API needs a secure origin, which a page opened from disk is not; the old way still works there.
  const write = (text, done) => {
    const old = () => {
      const area = make("textarea", "vh"), held = document.activeElement;
      area.value = text;
      area.readOnly = true;
      document.body.append(area);
      area.select();
      const copied = document.execCommand("copy");
      area.remove();
      // The reader was elsewhere and is not sent back to the top of the page.
      if (held) held.focus();
      if (copied) done();
    };
    if (navigator.clipboard && isSecureContext) navigator.clipboard.writeText(text).then(done, old);
    else old();
  };
  let status;
  const button = (row, label, copied, text, citation) => {
    const b = make("button", "");
    b.type = "button";
    b.textContent = label;
    b.setAttribute("aria-label", `${label}: ${citation}`);
    b.addEventListener("click", () => write(text(), () => {
      b.textContent = copied;
      status.textContent = `${copied}: ${citation}`;
      setTimeout(() => { b.textContent = label; }, 2000);
    }));
    if (!status) {
      status = make("p", "vh");
      status.setAttribute("role", "status");
      document.body.append(status);
    }
    row.append(b);
  };

  all(".law[data-copy-link]").forEach(law => {
    const said = law.dataset;
    // A file may hold a decision and what it issues: then the first provision of each names its document.
    let of = said;
    law.querySelectorAll(".prov").forEach(p => {
      if ("document" in p.dataset) of = p.dataset;
      const row = make("div", "copy"), { document: named, title = "" } = of;
      const cite = p.dataset.cite + (!p.matches(".up") && said.within || ""), citation = named ? `${cite} ${named}`.trim() : cite;
      const words = p.firstElementChild.textContent.trim().replace(/\s+/g, " "), source = (named ? " " : ", ") + title + said.source;
      button(row, said.copyLink, said.copied, () => `${location.href.split("#")[0]}#${p.id}`, citation);
      button(row, said.copyCite, said.copied, () => `“${words}” (${(cite + source).trim()})`, citation);
      p.append(row);
    });
  });

  // A text to paste: one button that copies all of it. Without the script a click on the box selects it.
  all("[data-copy]").forEach(box => {
    const row = make("p", "copy-all"), title = document.getElementById(box.getAttribute("aria-labelledby"));
    button(row, box.dataset.copy, box.dataset.copied, () => box.textContent, title.textContent);
    box.before(row);
  });

  // The contents stand beside the text on a wide screen, unfolded; on a phone they are one line above it.
  const contents = document.querySelector(".toc details");
  if (contents && matchMedia("(min-width: 64rem)").matches) contents.open = true;

  // Scroll-spy: the last heading above a third of the window is the current one.
  const links = all(".toc a[href^='#']"), places = links.map(a => document.getElementById(decodeURIComponent(a.hash.slice(1))));
  let waiting = false;
  const spy = () => {
    waiting = false;
    const now = places.findLastIndex(p => p && p.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((a, i) => {
      if (i === now) a.setAttribute("aria-current", "location");
      else a.removeAttribute("aria-current");
    });
  };
  if (links.length) {
    addEventListener("scroll", () => { if (!waiting) { waiting = true; requestAnimationFrame(spy); } }, { passive: true });
    spy();
  }

  // Print: every word must be on paper, so what is folded is unfolded for the while.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("article details:not([open])");
    opened.forEach(e => { e.open = true; });
  });
  addEventListener("afterprint", () => opened.forEach(e => { e.open = false; }));
})();
