// Below the picture: what is known of the selected resource.
function neighbours(key) {
  const found = arrows.filter(({ from, to }) => from === key || to === key);
  return el("ul", { class: "near" }, found.map(({ edge, from, to }) => {
    const out = from === key;
    const other = drawn.get(out ? to : from).node;
    const name = resource(other.template, other.label);
    return el("li", {}, out ? ["→ ", edge.label, " ", name] : ["← ", name, " ", edge.label]);
  }));
}

function drawDetail() {
  const panel = byId("detail");
  const key = state.key;
  if (key === null) {
    panel.replaceChildren(el("p", { class: "hint" }, "Select a finding or a resource to see what belongs to it."),
      el("p", { class: "legend" }, SEVERITIES.map((one) => badge(one)), el("span", { class: "dashed" }, "outside")));
    return;
  }
  const [template, name] = JSON.parse(key);
  const node = nodeOf.get(key);
  const close = el("button", { type: "button", class: "quiet", "aria-label": "Clear the selection",
    onclick: () => select({}) }, "✕");
  panel.replaceChildren(
    el("header", {}, el("h2", {}, breakable(name)), close),
    el("p", { class: "what" }, node?.type ? code(node.type) : node ? "outside of the templates" : "not in the picture",
      template ? [" in ", code(shortName(template))] : null),
    el("p", { class: "jumps" }, jumps(key, null)),
    ...(drawn.has(key) ? [neighbours(key)] : []));
}
