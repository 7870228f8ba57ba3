// The sections: each row is an element with data-row, which filters hide and a selection marks.
const rowsByKind = group(rows, (row) => row.kind);

function section(kind, title, note, ...children) {
  const number = el("span", { class: "number" }, (rowsByKind.get(kind) ?? []).length.toLocaleString("en"));
  return el("section", { id: `section-${kind}`, "data-kind": kind, "aria-labelledby": `title-${kind}` },
    el("h2", { id: `title-${kind}` }, title, " ", number, note ? el("small", {}, note) : null), children);
}

function marked(row, element) {
  element.dataset.row = row.number;
  row.element = element;
  return element;
}

function fact(name, ...children) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, children));
}

function finding(row) {
  const data = row.data;
  const id = `finding-${row.number}`;
  const own = data.resource ? keyOf(data.template, data.resource) : null;
  const open = data.suppressed === null;
  const head = el("button", { type: "button", class: "head", id, onclick: (event) => {
    event.stopPropagation();
    select({ row });
  } }, badge(data.severity), el("span", { class: "rule" }, data.rule), el("span", { class: "name" }, data.title ?? ""));
  const card = el("li", { class: `card ${data.severity}`, onclick: (event) => {
    if (!event.target.closest("a, button") && !String(getSelection())) select({ row });
  } },
  el("h3", {}, head),
  el("p", { class: "message" }, data.message),
  el("p", { class: "spot" }, data.resource ? resource(data.template, data.resource) : null, place(data),
    data.path ? code(data.path) : null),
  el("dl", {},
    data.suppressed === null ? null : fact("Accepted", data.suppressed),
    data.when ? fact("If", code(data.when)) : null,
    open && data.fix ? fact("Fix", data.fix) : null,
    open && data.reason ? fact("Why", data.reason) : null,
    data.source ? fact("Source", source(data)) : null,
    data.construct ? fact("Construct", code(data.construct)) : null),
  own ? el("p", { class: "jumps" }, jumps(own, row.kind)) : null);
  return marked(row, card);
}

function table(kind, names, groups) {
  return el("div", { class: "table" }, el("table", { class: kind },
    el("thead", {}, el("tr", {}, names.map((name) => el("th", { scope: "col" }, name)))),
    groups.map(([title, lines]) => el("tbody", {},
      title ? el("tr", { class: "group" }, el("th", { colspan: names.length, scope: "rowgroup" }, title)) : null,
      lines))));
}

const line = (row, names, ...cells) =>
  marked(row, el("tr", { tabindex: "-1" }, cells.map((cell, index) => el("td", { "data-name": names[index] }, cell))));

// One group for each template, where there are several.
function byTemplate(list) {
  return [...group(list, (row) => row.data.template)].map(([template, members]) =>
    [severalTemplates ? code(template) : null, members]);
}

function permissions(list) {
  const names = ["Effect", "May", "On", "Carried by"];
  const change = { gained: "+ gained", lost: "− lost" };
  const groups = group(list, ({ data }) => JSON.stringify([data.template, data.who]));
  return table("permissions", names, [...groups.values()].map((members) => {
    const { template, who } = members[0].data;
    const [kind, name] = [who.slice(0, who.lastIndexOf(" ") + 1), who.slice(who.lastIndexOf(" ") + 1)];
    const title = nodeOf.has(keyOf("", who)) ? resource(template, who) : [kind, resource(template, name)];
    return [[title, severalTemplates ? el("small", {}, shortName(template)) : null], members.map((row) => {
      const data = row.data;
      const show = (text) => reference(data.template, text);
      return line(row, names,
        [el("span", { class: `effect ${data.effect}` }, data.effect),
          change[data.change] ? el("span", { class: `change ${data.change}` }, change[data.change]) : null],
        values(data.actions, data.wildcards, show),
        [values(data.on, data.wildcards, show),
          data.conditions.map((one) => el("p", { class: "condition" }, "if ", code(one)))],
        [resource(data.template, data.carried_by), data.line === null ? null : el("small", {}, `line ${data.line}`)]);
    })];
  }));
}

function changes(list) {
  const names = ["", "Resource", "What it means"];
  return table("changes", names, byTemplate(list).map(([title, members]) => [title, members.map((row) => {
    const data = row.data;
    return line(row, names,
      el("span", { class: `action ${data.action}` }, data.action),
      [resource(data.template, data.resource), el("small", {}, data.type)],
      [el("p", {}, data.effect), values(data.properties, [], code),
        data.rules.length ? el("p", { class: "harm" }, "see ", data.rules.join(", ")) : null]);
  })]));
}

function readiness(list) {
  const names = ["", "Asked", "Why"];
  const signs = { yes: "✓", no: "✕", "cannot tell": "?" };
  const groups = group(list, ({ data }) => JSON.stringify([data.checklist, data.template, data.resource]));
  return table("readiness", names, [...groups.values()].map((members) => {
    const first = members[0].data;
    const done = members.filter(({ data }) => data.answer === "yes").length;
    const title = [el("span", { class: "checklist" }, first.checklist), " ", resource(first.template, first.resource),
      el("small", {}, `${done} of ${members.length}`)];
    return [title, members.map((row) => line(row, names,
      el("span", { class: `answer ${row.data.answer.replace(" ", "-")}` },
        el("span", { "aria-hidden": "true" }, signs[row.data.answer]), row.data.answer),
      [row.data.item, row.data.rule ? el("small", {}, row.data.rule) : null], row.data.why))];
  }));
}

function jobs(list) {
  const names = ["Package", "Runs on", "At most", "Data"];
  return table("jobs", names, byTemplate(list).map(([title, members]) => [title, members.map((row) => {
    const data = row.data;
    return line(row, names,
      [resource(data.template, data.resource), el("small", {}, data.profile)],
      `${data.instance_count ?? "?"} × ${data.instance_type ?? "instance type not known"}`,
      data.instance_hours_at_most === null ? "not known" : `${hours(data.instance_hours_at_most)} h`,
      [data.reads ? el("p", {}, "reads ", reference(data.template, data.reads)) : null,
        data.writes ? el("p", {}, "writes ", reference(data.template, data.writes)) : null,
        el("p", { class: "note" }, data.note)]);
  })]));
}

function cards(list) {
  return el("ol", { class: list.length > 150 ? "cards many" : "cards" }, list.map(finding));
}

const DRAWN = {
  findings: cards,
  suppressed: cards,
  permissions,
  changes,
  readiness,
  validation_jobs: jobs,
};

function noteOf(kind) {
  if (kind === "permissions") {
    const [gained, lost] = ["gained", "lost"].map((word) => report[kind].filter((one) => one.change === word).length);
    return report[kind].some((one) => one.change) ? `${gained} gained, ${lost} lost` : null;
  }
  if (kind !== "validation_jobs") return null;
  const known = report[kind].map((one) => one.instance_hours_at_most).filter((one) => one !== null);
  const open = report[kind].length - known.length;
  return `at most ${hours(known.reduce((sum, one) => sum + one, 0))} instance-hours${open ? ", some not known" : ""}`;
}

function drawSections() {
  const main = byId("sections");
  if (!report.findings.length) main.append(el("p", { class: "good" }, "No findings."));
  for (const [kind, title] of KINDS) {
    const list = rowsByKind.get(kind);
    if (list) main.append(section(kind, title, noteOf(kind), DRAWN[kind](list)));
  }
  main.append(el("p", { class: "nothing", id: "nothing", hidden: true }, "Nothing fits the filters."));
}
