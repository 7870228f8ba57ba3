// What cells are made of: marks, names that select a resource, values that are wider than they need to be.
let select = () => {}; // set by main.js

const badge = (severity) =>
  el("span", { class: `badge ${severity}` }, el("span", { "aria-hidden": "true" }, SIGNS[severity]), severity);

function resource(template, name, text = name) {
  const key = nodeOf.has(keyOf(template, name)) ? keyOf(template, name) : keyOf("", name);
  if (!nodeOf.has(key) && !rowsOf.has(keyOf(template, name))) return code(text);
  const target = nodeOf.has(key) ? key : keyOf(template, name);
  const pick = (event) => {
    event.stopPropagation();
    select({ key: target });
  };
  return el("button", { type: "button", class: "resource", "data-key": target, title: `Show ${name} in the picture`,
    onclick: pick }, breakable(text));
}

// "${Bucket.Arn}/*" with its Bucket as a resource of the template.
function reference(template, text) {
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(/\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}/g)) {
    parts.push(breakable(text.slice(end, match.index)), resource(template, match[1], match[0]));
    end = match.index + match[0].length;
  }
  parts.push(breakable(text.slice(end)));
  return el("span", { class: "value" }, parts);
}

function values(list, wide, show) {
  return el("ul", { class: "values" }, list.map((one) => el("li", {}, wide.includes(one)
    ? el("mark", { title: "wider than it needs to be" }, show(one), hidden(" (wider than it needs to be)"))
    : show(one))));
}

function place(data, line = data.line) {
  const where = [data.template, line, line && data.column].filter((part) => part !== null && part !== undefined);
  return el("span", { class: "place", title: where.join(":") },
    [shortName(data.template), ...where.slice(1)].join(":"));
}

function source(data) {
  if (!data.source) return null;
  if (!data.link) return el("span", {}, data.source);
  const shown = data.source.replace(/^https?:\/\/(www\.)?/, "");
  return el("a", { href: data.source, target: "_blank", rel: "noopener noreferrer" }, breakable(shown));
}

// Buttons that go to the rows of a resource in another section.
function jumps(key, except) {
  const found = rowsOf.get(key);
  if (!found) return [];
  return KINDS.filter(([kind]) => kind !== except && found[kind].length).map(([kind]) => {
    const go = (event) => {
      event.stopPropagation();
      select({ key, kind });
    };
    return el("button", { type: "button", class: "jump", "data-jump": kind, onclick: go },
      count(found[kind].length, ...NOUNS[kind]));
  });
}

const hours = (value) =>
  value === null ? "not known" : value.toLocaleString("en", { maximumFractionDigits: 2 });
