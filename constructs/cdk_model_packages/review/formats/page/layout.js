// Where the nodes and arrows are: dagre lays out what hangs together, and shelves hold the parts.
const NODE_HEIGHT = 48;
const GAP = 36;
const LONGEST = 28;

const pen = document.createElement("canvas").getContext("2d");
function widthOf(text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}

const FONTS = { name: "600 13px system-ui, sans-serif", type: "11px system-ui, sans-serif", words: "600 11px system-ui, sans-serif" };
const middle = (text, longest = LONGEST) =>
  (text.length <= longest ? text : `${text.slice(0, longest - 11)}…${text.slice(-10)}`);
const kindOf = (type) => (type ? type.replace(/^AWS::/, "").replaceAll("::", " ") : "outside");

function components(nodes, edges) {
  const near = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    near.get(edge.source).push(edge.target);
    near.get(edge.target).push(edge.source);
  }
  const seen = new Map(); // id of a node: number of its component
  let number = 0;
  for (const node of nodes) {
    if (seen.has(node.id)) continue;
    const waiting = [node.id];
    while (waiting.length) {
      const id = waiting.pop();
      if (seen.has(id)) continue;
      seen.set(id, number);
      waiting.push(...near.get(id));
    }
    number += 1;
  }
  return [...group(nodes, (node) => seen.get(node.id)).values()];
}

function layOut(members, edges, direction) {
  const graph = new dagre.graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: direction, nodesep: 26, ranksep: direction === "LR" ? 22 : 26, edgesep: 14 });
  for (const node of members) {
    const texts = [widthOf(middle(node.label), FONTS.name), widthOf(middle(kindOf(node.type), 36), FONTS.type)];
    graph.setNode(node.id, { width: Math.max(...texts) + 34, height: NODE_HEIGHT });
  }
  edges.forEach((edge, index) => {
    if (!graph.hasNode(edge.source)) return;
    const width = edge.label ? widthOf(middle(edge.label), FONTS.words) + 12 : 0;
    graph.setEdge(edge.source, edge.target, { width, height: 16, labelpos: "c", edge }, String(index));
  });
  dagre.layout(graph);
  const placed = members.map((node) => ({ node, ...graph.node(node.id) }));
  const lines = graph.edges().map((one) => graph.edge(one));
  spread(placed, lines, direction);
  return {
    width: graph.graph().width,
    height: graph.graph().height,
    nodes: placed,
    edges: lines,
  };
}

// Puts the parts side by side on shelves of one width, the tallest first.
function shelve(parts, width) {
  let [x, y, tall, wide] = [0, 0, 0, 0];
  for (const part of parts) {
    if (x && x + part.width > width) [x, y, tall] = [0, y + tall + GAP, 0];
    Object.assign(part, { x, y });
    x += part.width + GAP;
    wide = Math.max(wide, x - GAP);
    tall = Math.max(tall, part.height);
  }
  return { parts, width: wide, height: y + tall };
}

// The layout whose picture is the largest in a frame.
function bestLayout(nodes, edges, frame) {
  const known = new Set(nodes.map((node) => node.id));
  const whole = edges.filter((edge) => known.has(edge.source) && known.has(edge.target));
  const groups = components(nodes, whole);
  let best = null;
  for (const direction of nodes.length > 250 ? ["LR"] : ["LR", "TB"]) {
    const parts = groups.map((members) => layOut(members, whole, direction)).sort((a, b) => b.height - a.height);
    const area = parts.reduce((sum, part) => sum + (part.width + GAP) * (part.height + GAP), 0);
    for (const stretch of [0.7, 1, 1.3]) {
      const target = Math.max(Math.sqrt((area * frame.width) / frame.height) * stretch, ...parts.map((p) => p.width));
      const placed = shelve(parts.map((part) => ({ ...part })), target);
      placed.direction = direction;
      placed.scale = Math.min(frame.width / placed.width, frame.height / placed.height);
      if (!best || placed.scale > best.scale * 1.02) best = placed;
    }
  }
  return best;
}

// Arrows leave and reach a node at its sides, each at a place of its own.
function spread(placed, edges, direction) {
  const [along, across, size] = direction === "LR" ? ["x", "y", "width"] : ["y", "x", "height"];
  const room = direction === "LR" ? "height" : "width";
  const spots = new Map(placed.map((one) => [one.node.id, one]));
  const ends = edges.flatMap(({ edge, points }) => [
    { node: spots.get(edge.source), points, at: 0, next: points[1] },
    { node: spots.get(edge.target), points, at: points.length - 1, next: points[points.length - 2] },
  ]).filter(({ points }) => points.length > 2);
  for (const one of ends) one.side = one.next[along] > one.node[along] ? 1 : -1;
  for (const members of group(ends, ({ node, side }) => `${node.node.id} ${side}`).values()) {
    members.sort((a, b) => a.next[across] - b.next[across]);
    members.forEach(({ node, points, at, side }, index) => {
      const share = (index + 1) / (members.length + 1) - 0.5;
      points[at] = { [along]: node[along] + (side * node[size]) / 2, [across]: node[across] + share * node[room] * 0.8 };
    });
  }
}

// A line that runs in the direction of the layout at each point, and bends between them.
function curve(points, direction) {
  const [first, ...rest] = points;
  let [path, last] = [`M${first.x},${first.y}`, first];
  for (const point of rest) {
    const [x, y] = [(last.x + point.x) / 2, (last.y + point.y) / 2];
    path += direction === "LR"
      ? ` C${x},${last.y} ${x},${point.y} ${point.x},${point.y}`
      : ` C${last.x},${y} ${point.x},${y} ${point.x},${point.y}`;
    last = point;
  }
  return path;
}
