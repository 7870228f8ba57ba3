// What is shown: by severity, section, template and words.

function toggle(set, value, ...label) {
  const button = el("button", { type: "button", "aria-pressed": "true", "data-value": value, onclick: () => {
    if (set.has(value)) set.delete(value);
    else set.add(value);
    filter();
  } }, label);
  return button;
}

function drawFilters() {
  const tally = Object.fromEntries(SEVERITIES.map((one) => [one, 0]));
  for (const one of report.findings) tally[one.severity] += 1;
  byId("severities").append(...SEVERITIES.filter((one) => tally[one]).map((one) =>
    toggle(state.severities, one, el("span", { class: `badge ${one}`, "aria-hidden": "true" }, SIGNS[one]),
      ` ${one === "info" ? `${tally[one]} info` : count(tally[one], one)}`)));
  byId("kinds").append(...KINDS.filter(([kind]) => report[kind].length).map(([kind, title]) =>
    toggle(state.kinds, kind, title)));
  const choice = byId("template");
  choice.append(el("option", { value: "" }, "All templates"),
    ...report.templates.map((one) => el("option", { value: one.path }, shortName(one.path))));
  byId("template-choice").hidden = !severalTemplates;
  choice.addEventListener("change", () => {
    state.template = choice.value;
    filter();
  });
  byId("search").addEventListener("input", () => {
    state.text = byId("search").value.toLowerCase().trim();
    filter();
  });
  byId("clear").addEventListener("click", clearFilters);
}

function clearFilters() {
  state.text = state.template = byId("search").value = byId("template").value = "";
  for (const one of SEVERITIES) state.severities.add(one);
  for (const [kind] of KINDS) state.kinds.add(kind);
  filter();
}

function fits(row) {
  if (!state.kinds.has(row.kind)) return false;
  if (state.template && row.data.template !== state.template) return false;
  if ((row.kind === "findings" || row.kind === "suppressed") && !state.severities.has(row.data.severity)) return false;
  return state.text.split(/\s+/).every((word) => row.text.includes(word));
}

function filter() {
  let shown = 0;
  for (const row of rows) {
    const fit = fits(row);
    row.element.hidden = !fit;
    shown += fit ? 1 : 0;
  }
  for (const body of document.querySelectorAll("tbody")) body.hidden = !body.querySelector("[data-row]:not([hidden])");
  for (const part of document.querySelectorAll("section[data-kind]")) {
    part.hidden = !part.querySelector("[data-row]:not([hidden])");
  }
  for (const [id, set] of [["severities", state.severities], ["kinds", state.kinds]]) {
    for (const button of byId(id).children) button.setAttribute("aria-pressed", set.has(button.dataset.value));
  }
  byId("clear").hidden = shown === rows.length;
  byId("shown").textContent = shown === rows.length ? "" : `${shown} of ${count(rows.length, "row")}`;
  byId("nothing").hidden = shown > 0 || !rows.length;
  markPicture();
}
