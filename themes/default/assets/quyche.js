// Extras that a page does without: copy buttons on provisions, the current heading in the contents, today in the calendar.
// A classic script: modules, workers and fetch fail on file://, and the site must work there.
(function () {
  "use strict";

  // Copy: the clipboard API needs a secure origin, which a page opened from disk is not; the old way still works there.
  function write(text, done) {
    function old() {
      var area = document.createElement("textarea");
      area.value = text;
      area.setAttribute("readonly", "");
      area.className = "vh";
      document.body.appendChild(area);
      area.select();
      var ok = document.execCommand("copy");
      area.remove();
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
        setTimeout(function () { b.textContent = label; b.focus(); }, 2000);
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
  document.querySelectorAll("[data-date='" + today + "']").forEach(function (e) { e.classList.add("today"); });

  // Print: every word must be on paper, so what is folded is unfolded for the while.
  var opened = [];
  addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("article details:not([open])"));
    opened.forEach(function (e) { e.open = true; });
  });
  addEventListener("afterprint", function () { opened.forEach(function (e) { e.open = false; }); });
})();
