// Today and this week, on the day a page is read: it was built for another. A page does without it.
(function () {
  "use strict";

  // Today: the page is built for one day and read on others.
  const d = new Date(), today = d.getFullYear() + "-" + ("0" + (d.getMonth() + 1)).slice(-2) + "-" + ("0" + d.getDate()).slice(-2);
  // An entry says its date; a line of a year and a day of a month hold it; a day of the sheet for the wall stands in the row of
  // its number, in the column of its month.
  const sheet = document.querySelector(".days"), found = [...document.querySelectorAll(`[data-date='${today}']`)];
  document.querySelectorAll(`.year [datetime='${today}'], .grid [datetime='${today}']`).forEach(time => found.push(time.closest("li, td")));
  if (sheet && sheet.dataset.year === today.slice(0, 4)) {
    const cell = sheet.tBodies[0].rows[d.getDate() - 1].cells[d.getMonth() + 1];
    found.push(cell);
    // The sheet is wider than most screens, and begins with January.
    sheet.parentNode.scrollLeft = cell.offsetLeft - sheet.parentNode.clientWidth / 2;
  }
  found.forEach(e => {
    const word = document.createElement("strong"), when = e.querySelector(".when");
    word.className = "today-word";
    word.textContent = document.body.dataset.today;
    e.classList.add("today");
    e.setAttribute("aria-current", "date");
    if (when) when.append(" ", word);
    else if (e.querySelector("time")) e.querySelector("time").append(" ", word);
    else e.querySelector("i").after(" ", word);
  });

  // This week: the label of the build moves to the week it is read in; a page that has no such week any more says so.
  const label = document.querySelector(".week .this");
  if (label) {
    let held = false;
    label.textContent = label.dataset.words;
    label.remove();
    document.querySelectorAll(".week[data-from]").forEach(week => {
      const now = week.dataset.from <= today && today <= week.dataset.to;
      week.classList.toggle("now", now);
      if (now) { week.querySelector("h2").prepend(label); held = true; }
    });
    document.querySelector(".stale").hidden = held;
  }
})();
