"use strict";
// Reading needs none of this. In a text, one mark is in the tab order, and the arrow keys go from mark to mark.
for (const text of document.querySelectorAll(".text")) {
  const marks = [...text.querySelectorAll("mark[tabindex]")];
  const forward = getComputedStyle(text).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
  const backward = forward === "ArrowLeft" ? "ArrowRight" : "ArrowLeft";
  const enter = (mark) => {
    for (const other of marks) other.tabIndex = other === mark ? 0 : -1;
  };
  // A mark without a box is of a layer that is switched off.
  const shown = (mark) => getComputedStyle(mark).getPropertyValue("--off").trim() !== "1";
  const next = (from, step) => {
    let at = from + step;
    while (at >= 0 && at < marks.length && !shown(marks[at])) at += step;
    return marks[at];
  };
  if (marks.length > 0) enter(marks[0]);
  text.addEventListener("focusin", (event) => {
    if (marks.includes(event.target)) enter(event.target);
  });
  text.addEventListener("keydown", (event) => {
    const at = marks.indexOf(event.target);
    if (at < 0 || event.altKey || event.ctrlKey || event.metaKey) return;
    const targets = {
      [forward]: () => next(at, 1),
      [backward]: () => next(at, -1),
      Home: () => next(-1, 1),
      End: () => next(marks.length, -1),
    };
    if (event.key === "Escape") event.target.blur();
    if (event.key === "Enter") location.hash = event.target.getAttribute("aria-describedby");
    if (!(event.key in targets)) return;
    event.preventDefault();
    targets[event.key]()?.focus();
  });
}
