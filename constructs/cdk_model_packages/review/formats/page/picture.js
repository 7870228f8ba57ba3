// The picture: nodes that can be picked by mouse and keyboard, arrows between them.
const drawn = new Map(); // key of a resource: {key, node, x, y, element}
const arrows = []; // {edge, from, to, element}
const keyOfNode = (node) => keyOf(node.template, node.label);

function findingsOf(key) {
  return rowsOf.get(key)?.findings ?? [];
}

function drawNode({ node, x, y, width, height }) {
  const key = keyOfNode(node);
  const number = findingsOf(key).length;
  const worst = node.severity ?? SEVERITIES.find((one) => findingsOf(key).some((row) => row.data.severity === one));
  const said = [node.label, kindOf(node.type), node.template && severalTemplates ? shortName(node.template) : null,
    number ? count(number, "finding") : null, worst ? `worst: ${worst}` : null].filter(Boolean).join(", ");
  const element = svg("g", {
    class: `node ${worst ?? ""} ${node.type ? "" : "outside"}`, "data-key": key, role: "button", tabindex: "-1",
    "aria-label": said, "aria-pressed": "false", transform: `translate(${x - width / 2} ${y - height / 2})`,
    onclick: (event) => {
      event.stopPropagation();
      select({ key });
    },
  },
  svg("title", {}, said),
  svg("rect", { class: "box", width, height, rx: node.type ? 7 : height / 2 }),
  svg("text", { class: "label", x: width / 2, y: 20 }, middle(node.label)),
  svg("text", { class: "type", x: width / 2, y: 36 }, middle(kindOf(node.type), 36)));
  if (worst) {
    const sign = number > 1 ? String(number) : SIGNS[worst];
    element.append(svg("g", { class: `sign ${worst}`, transform: `translate(${width - 4} 4)`, "aria-hidden": "true" },
      svg("circle", { r: 10 }), svg("text", { y: 4 }, sign)));
  }
  return { key, node, element, width, height };
}

function drawArrow({ edge, path, x, y, width }) {
  const words = edge.label ? [svg("rect", { class: "back", x: x - width / 2 + 2, y: y - 8, width: width - 4, height: 16 }),
    svg("text", { class: "words", x, y: y + 4 }, middle(edge.label))] : [];
  return svg("g", { class: "arrow" }, svg("path", { d: path }), words);
}

function drawPicture() {
  if (!report.nodes.length) {
    document.body.classList.add("no-picture");
    return;
  }
  const picture = byId("picture");
  const best = bestLayout(report.nodes, report.edges, frame());
  const [lines, boxes] = [svg("g", {}), svg("g", {})];
  const byNode = new Map();
  for (const part of best.parts) {
    const at = (point) => ({ x: point.x + part.x, y: point.y + part.y });
    for (const one of part.nodes) {
      const spot = at(one);
      const made = { ...drawNode({ ...one, ...spot }), ...spot };
      byNode.set(one.node.id, made.key);
      drawn.set(made.key, made);
      boxes.append(made.element);
    }
    for (const one of part.edges) {
      const path = curve(one.points.map(at), best.direction);
      const element = drawArrow({ ...one, path, ...(one.x === undefined ? {} : at(one)) });
      lines.append(element);
      arrows.push({ edge: one.edge, element });
    }
  }
  for (const arrow of arrows) [arrow.from, arrow.to] = [byNode.get(arrow.edge.source), byNode.get(arrow.edge.target)];
  camera.world = svg("g", {}, lines, boxes);
  camera.size = { width: best.width, height: best.height };
  const heads = ["head", "head-chosen"].map((id) => svg("marker", { id, viewBox: "0 0 10 10", refX: 9, refY: 5,
    markerWidth: 9, markerHeight: 9, markerUnits: "userSpaceOnUse", orient: "auto" },
  svg("path", { d: "M0,1 L10,5 L0,9 z" })));
  picture.replaceChildren(svg("defs", {}, heads), camera.world);
  drawn.values().next().value.element.setAttribute("tabindex", "0");
  showAll();
  picture.addEventListener("keydown", walk);
  picture.addEventListener("focusin", (event) => {
    const spot = drawn.get(event.target.dataset.key);
    if (spot && event.target.matches(":focus-visible")) reveal(spot);
  });
}

// Arrow keys: the nearest node in that direction. One node is in the tab order at a time.
function walk(event) {
  const here = drawn.get(event.target.dataset?.key);
  if (!here) return;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    select({ key: here.key });
    return;
  }
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  if (!way) return;
  event.preventDefault();
  let [nearest, least] = [null, Infinity];
  for (const other of drawn.values()) {
    const [x, y] = [other.x - here.x, other.y - here.y];
    const along = x * way[0] + y * way[1];
    const aside = Math.abs(x * way[1]) + Math.abs(y * way[0]);
    if (other !== here && along > 4 && along + 2.5 * aside < least) [nearest, least] = [other, along + 2.5 * aside];
  }
  if (nearest) focusNode(nearest);
}

function focusNode(spot) {
  for (const one of drawn.values()) one.element.setAttribute("tabindex", one === spot ? "0" : "-1");
  spot.element.focus();
}

// A node and those at the other ends of its arrows.
function touched(key) {
  const found = arrows.filter(({ from, to }) => from === key || to === key).flatMap(({ from, to }) => [from, to]);
  return [...new Set([key, ...found])].map((one) => drawn.get(one));
}

// Shows what is selected, what it touches, and what the filters leave out.
function markPicture() {
  const near = new Set([state.key]);
  for (const { from, to, element } of arrows) {
    const touches = state.key !== null && (from === state.key || to === state.key);
    element.classList.toggle("chosen", touches);
    element.classList.toggle("faint", state.key !== null && drawn.has(state.key) && !touches);
    if (touches) near.add(from).add(to);
  }
  for (const { key, node, element } of drawn.values()) {
    element.classList.toggle("chosen", key === state.key);
    element.setAttribute("aria-pressed", key === state.key);
    const elsewhere = state.template && node.template && node.template !== state.template;
    element.classList.toggle("faint", Boolean(elsewhere) || (drawn.has(state.key) && !near.has(key)));
  }
}
