// Selection, keys, theme; then everything is drawn.
const root = document.documentElement;

// A finding, a resource, or a resource and the section to go to; nothing clears the selection.
select = ({ row = null, key = null, kind = null }) => {
  state.row = row;
  state.key = row ? (row.data.resource ? keyOf(row.data.template, row.data.resource) : null) : key;
  if (state.key !== null && !rowsOf.has(state.key) && !nodeOf.has(state.key)) state.key = null;
  mark();
  const related = state.key === null ? [] : rows.filter((one) => one.keys.includes(state.key));
  const shown = related.filter((one) => !one.element.hidden && (!kind || one.kind === kind));
  if (kind && !shown.length && related.some((one) => one.kind === kind)) {
    clearFilters();
    shown.push(...related.filter((one) => one.kind === kind));
  }
  if (row) row.element.scrollIntoView({ block: "nearest" });
  else if (shown.length && (kind || !shown.some(({ element }) => inView(element)))) {
    shown[0].element.scrollIntoView({ block: kind ? "center" : "nearest" });
    if (kind) (shown[0].element.querySelector("button.head") ?? shown[0].element).focus({ preventScroll: true });
  }
  const spot = drawn.get(state.key);
  if (spot) reveal(spot, touched(state.key));
  remember();
};

function inView(element) {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 120 && top < innerHeight;
}

function mark() {
  for (const one of rows) {
    const chosen = one === state.row;
    one.element.classList.toggle("chosen", chosen);
    one.element.classList.toggle("related", !chosen && state.key !== null && one.keys.includes(state.key));
    one.element.querySelector("button.head")?.setAttribute("aria-current", chosen);
  }
  markPicture();
  drawDetail();
}

// The address of a finding can be passed on.
function remember() {
  const hash = state.row ? `#finding-${state.row.number}` : " ";
  try {
    history.replaceState(null, "", hash.trim() || location.href.split("#")[0]);
  } catch {
    // some viewers allow no change of the address
  }
}

function recall() {
  const number = /^#finding-(\d+)$/.exec(location.hash)?.[1];
  const row = number === undefined ? null : rows[Number(number)];
  if (row && (row.kind === "findings" || row.kind === "suppressed")) select({ row });
}

function step(by) {
  const open = rows.filter((one) => one.kind === "findings" && !one.element.hidden);
  if (!open.length) return;
  const here = open.indexOf(state.row);
  const next = open[here < 0 ? (by > 0 ? 0 : open.length - 1) : Math.min(open.length - 1, Math.max(0, here + by))];
  select({ row: next });
  next.element.querySelector("button.head").focus({ preventScroll: true });
}

function pressed(event) {
  const search = byId("search");
  const typing = event.target.closest("input, select, textarea");
  if (byId("help").open || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (typing === search && search.value) {
      search.value = state.text = "";
      filter();
    } else if (typing) typing.blur();
    else select({});
    event.preventDefault();
    return;
  }
  if (typing) return;
  const act = {
    "/": () => {
      search.focus();
      search.select();
    },
    j: () => step(1),
    k: () => step(-1),
    "?": () => byId("help").showModal(),
    "+": () => zoom(1.3),
    "=": () => zoom(1.3),
    "-": () => zoom(1 / 1.3),
    0: () => showAll(),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

function startTheme() {
  const button = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const tell = () => button.setAttribute("aria-pressed", dark());
  button.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    tell();
  });
  system.addEventListener("change", tell);
  tell();
}

function drawTemplates() {
  byId("templates").append(...report.templates.map((one) => el("li", {}, code(one.path),
    [one.stack && `stack ${one.stack}`, one.region, one.account && `account ${one.account}`,
      one.before && `compared with ${one.before}`, one.outcome].filter(Boolean).map((text) => el("span", {}, text)))));
}

byId("summary").classList.add(report.findings.some((one) => one.severity === "error") ? "error" : "fine");
drawTemplates();
drawSections();
drawFilters();
drawDetail();
measure();
drawPicture();
startCamera();
startTheme();
filter();
recall();
document.addEventListener("keydown", pressed);
byId("help-button").addEventListener("click", () => byId("help").showModal());
byId("help-close").addEventListener("click", () => byId("help").close());
byId("picture").addEventListener("click", () => select({}));
addEventListener("hashchange", recall);

// The picture fills what the window has left of its height.
function measure() {
  const side = document.querySelector(".side");
  root.style.setProperty("--bar", `${document.querySelector(".bar").offsetHeight}px`);
  side.style.height = `${Math.max(380, innerHeight - Math.max(0, side.getBoundingClientRect().top) - 16)}px`;
}

let [waiting, before] = [0, frame().width];
addEventListener("scroll", measure, { passive: true });
addEventListener("resize", () => {
  measure();
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (Math.abs(frame().width - before) > 20) showAll();
    before = frame().width;
  }, 150);
});
