// The report, and which rows belong to which resource.
const report = JSON.parse(byId("report").textContent);
const SEVERITIES = ["error", "warning", "info"];
const SIGNS = { error: "✕", warning: "!", info: "i" };
const KINDS = [
  ["findings", "Findings"],
  ["permissions", "Permissions"],
  ["changes", "Changes"],
  ["readiness", "Readiness"],
  ["validation_jobs", "Validation jobs"],
  ["suppressed", "Suppressed"],
];
const NOUNS = {
  findings: ["finding"],
  permissions: ["permission"],
  changes: ["change"],
  readiness: ["readiness line"],
  validation_jobs: ["validation job"],
  suppressed: ["suppressed finding"],
};

const keyOf = (template, name) => JSON.stringify([template, name]);
const nameOf = (key) => JSON.parse(key)[1];
const severalTemplates = report.templates.length > 1;

// The last part of a path tells templates apart for most readers; all of it where it does not.
const shortNames = new Map();
for (const one of report.templates) {
  const last = one.path.split(/[\\/]/).pop();
  const twice = report.templates.filter((other) => other.path.split(/[\\/]/).pop() === last).length > 1;
  shortNames.set(one.path, twice ? one.path : last);
}
const shortName = (path) => shortNames.get(path) ?? path;

const nodeOf = new Map(report.nodes.map((node) => [keyOf(node.template, node.label), node]));
const rowsOf = new Map(); // of a resource: {findings: [row], permissions: [row], ...}
const rows = []; // {kind, data, keys, text, element}

function keysOf(kind, data) {
  const names = new Set();
  if (kind === "permissions") {
    names.add(data.carried_by);
    names.add(data.who.split(" ").pop());
    for (const target of data.on) for (const [, name] of target.matchAll(/\$\{([A-Za-z0-9]+)/g)) names.add(name);
  } else if (data.resource) names.add(data.resource);
  return [...names].flatMap((name) => {
    const own = keyOf(data.template, name);
    if (nodeOf.has(own) || name === data.resource || name === data.carried_by) return [own];
    return nodeOf.has(keyOf("", name)) ? [keyOf("", name)] : [];
  });
}

function textOf(value) {
  if (Array.isArray(value)) return value.map(textOf).join(" ");
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

for (const [kind] of KINDS) {
  for (const data of report[kind]) {
    const row = { kind, data, keys: keysOf(kind, data), text: textOf(Object.values(data)).toLowerCase(), element: null };
    row.number = rows.push(row) - 1;
    for (const key of row.keys) {
      if (!rowsOf.has(key)) rowsOf.set(key, Object.fromEntries(KINDS.map(([name]) => [name, []])));
      rowsOf.get(key)[kind].push(row);
    }
  }
}
// An outside node is named by its whole text ("account 444455556666"), and a permission by that text, too.
for (const row of rows.filter((one) => one.kind === "permissions")) {
  const key = keyOf("", row.data.who);
  if (nodeOf.has(key) && !row.keys.includes(key)) {
    row.keys.push(key);
    if (!rowsOf.has(key)) rowsOf.set(key, Object.fromEntries(KINDS.map(([name]) => [name, []])));
    rowsOf.get(key).permissions.push(row);
  }
}

const state = {
  text: "",
  template: "",
  severities: new Set(SEVERITIES),
  kinds: new Set(KINDS.map(([kind]) => kind)),
  row: null, // the selected finding
  key: null, // the selected resource
};
