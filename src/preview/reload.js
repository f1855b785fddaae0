// Reloads the page when the preview has built something new. Asks once a second while the page is in view: an open
// connection per tab would use up the six a browser allows to one host.
(function () {
  "use strict";
  var seen = document.currentScript.getAttribute("data-version");
  var timer = 0;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, 1000);
  }
  function ask() {
    if (document.hidden) return;
    fetch("/.quyche/version?" + location.pathname, { cache: "no-store" })
      .then(function (answer) { return answer.text(); })
      .then(function (version) { if (version === seen) later(); else location.reload(); })
      .catch(later);
  }
  document.addEventListener("visibilitychange", function () { if (!document.hidden) ask(); });
  later();
})();
