"use strict";
// Values and words light each other; the filter hides reports; folded reports open when led to or printed.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const tip = document.getElementById("tip");
  let lit = [];

  function dim() {
    for (const element of lit) element.classList.remove("lit");
    lit = [];
    tip.textContent = "";
  }

  function light(from) {
    dim();
    const report = from.closest(".report");
    for (const number of from.dataset.v.split(" ")) lit.push(...all(`[data-v~="${number}"]`, report));
    for (const element of lit) element.classList.add("lit");
    if (from.localName === "mark") {
      tip.textContent = [...new Set(values(from).map((v) => `${named(v.classList[1])}: ${v.textContent}`))].join(" · ");
    } else show(lit.find((element) => element.localName === "mark"));
  }

  const named = (kind) => (document.querySelector(`.legend .${kind}`) || { textContent: kind }).textContent;
  const values = (mark) => mark.dataset.v.split(" ").flatMap((n) => all(`.v[data-v="${n}"]`, mark.closest(".report")));

  // Scrolls the text's own pane, never the page, so that the pointer stays on its value.
  function show(mark) {
    const pane = mark && mark.closest(".left");
    if (!pane || pane.scrollHeight <= pane.clientHeight) return;
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    if (top < 0 || top > pane.clientHeight - 40) pane.scrollTop += top - pane.clientHeight / 3;
  }

  function lead(element) {
    const report = element.closest(".report");
    if (report) [report.open, report.hidden] = [true, false]; // also one that the filter has hidden
    element.scrollIntoView({ block: "nearest" });
    if (!element.matches("a, summary, [tabindex]")) element.tabIndex = -1;
    element.focus({ preventScroll: true });
  }

  const target = (event) => event.target.closest && event.target.closest("[data-v]");
  for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (e) => target(e) && light(target(e)));
  for (const name of ["mouseout", "focusout"]) document.addEventListener(name, (e) => target(e) && dim());

  document.addEventListener("click", (event) => {
    const mark = event.target.closest("mark[data-v]");
    const link = event.target.closest("a.v, a.spot, #index a");
    if (mark) lead(values(mark)[0]);
    const to = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!to) return;
    event.preventDefault();
    if (to.localName === "details") {
      history.replaceState(null, "", `#${to.id}`);
      [to.open, to.hidden] = [true, false];
      to.scrollIntoView();
      to.querySelector("summary").focus({ preventScroll: true });
    } else lead(to);
  });

  document.addEventListener("keydown", (event) => {
    const pane = event.target.closest(".text");
    if (!pane || event.altKey || event.ctrlKey || event.metaKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const marks = all("mark", pane);
    const at = marks.indexOf(event.target);
    if (step && marks.length) {
      event.preventDefault();
      lead(marks[at < 0 ? (step > 0 ? 0 : marks.length - 1) : (at + step + marks.length) % marks.length]);
    } else if (event.key === "Enter" && at >= 0) lead(values(event.target)[0]);
  });

  function follow() {
    const to = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (to) lead(to.localName === "details" ? to.querySelector("summary") : to);
  }
  addEventListener("hashchange", follow);
  follow();

  const reports = all(".report");
  const form = document.getElementById("filter");
  if (form) {
    const words = new Map(); // a report's words in small letters, taken once
    const has = (report, word) => {
      if (!words.has(report)) words.set(report, report.textContent.toLowerCase());
      return words.get(report).includes(word);
    };
    const entries = new Map(all("#index li").map((item) => [item.dataset.for, item]));
    const filter = () => {
      const wanted = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const kinds = all("[name=kind]:checked", form).map((box) => box.value);
      let shown = 0;
      for (const report of reports) {
        const own = report.dataset.kinds.split(" ");
        const fits = (!kinds.length || kinds.some((k) => own.includes(k))) && wanted.every((w) => has(report, w));
        report.hidden = entries.get(report.id).hidden = !fits;
        shown += fits;
      }
      form.elements.count.textContent = shown === reports.length ? `${shown} reports` : `${shown} of ${reports.length} reports`;
    };
    form.addEventListener("input", filter);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.elements.open.addEventListener("click", () => reports.forEach((r) => (r.open = !r.hidden || r.open)));
    form.elements.close.addEventListener("click", () => reports.forEach((r) => (r.open = false)));
    if (form.elements.words.value || all("[name=kind]:checked", form).length) filter();
  }

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = reports.filter((r) => !r.open);
    for (const report of closed) report.open = true;
  });
  addEventListener("afterprint", () => {
    for (const report of closed) report.open = false;
  });
  performance.mark("tocsin-ready");
})();
