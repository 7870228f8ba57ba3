// Zoom and pan: pointers, wheel and buttons move one transform.
const camera = { x: 0, y: 0, scale: 1, world: null, size: { width: 1, height: 1 } };
const LIMITS = [0.05, 4];

function frame() {
  const box = byId("picture").getBoundingClientRect();
  return { width: Math.max(box.width, 50), height: Math.max(box.height, 50) };
}

function applyCamera() {
  camera.world?.setAttribute("transform", `translate(${camera.x} ${camera.y}) scale(${camera.scale})`);
}

function zoom(factor, at = { x: frame().width / 2, y: frame().height / 2 }) {
  const scale = Math.min(LIMITS[1], Math.max(LIMITS[0], camera.scale * factor));
  camera.x = at.x - ((at.x - camera.x) * scale) / camera.scale;
  camera.y = at.y - ((at.y - camera.y) * scale) / camera.scale;
  camera.scale = scale;
  applyCamera();
}

function showAll() {
  const { width, height } = frame();
  const margin = 24;
  camera.scale = Math.max(LIMITS[0], Math.min(1.15, (width - 2 * margin) / camera.size.width,
    (height - 2 * margin) / camera.size.height));
  camera.x = (width - camera.size.width * camera.scale) / 2;
  camera.y = (height - camera.size.height * camera.scale) / 2;
  applyCamera();
}

// Moves a node into view, as little as needed; small print is brought nearer.
function reveal({ x, y, width, height: tall }) {
  const box = frame();
  if (camera.scale < 0.55) zoom(0.8 / camera.scale, { x: camera.x + x * camera.scale, y: camera.y + y * camera.scale });
  const [wide, high] = [(width / 2) * camera.scale + 12, (tall / 2) * camera.scale + 12];
  const [left, top] = [camera.x + x * camera.scale, camera.y + y * camera.scale];
  camera.x += Math.max(Math.min(left, box.width - wide), wide) - left;
  camera.y += Math.max(Math.min(top, box.height - high), high) - top;
  applyCamera();
}

function startCamera() {
  const picture = byId("picture");
  const held = new Map(); // pointers that are down
  let moved = 0;
  const local = (event) => {
    const box = picture.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  picture.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (!held.size) moved = 0;
    held.set(event.pointerId, local(event));
  });
  picture.addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before) return;
    const now = local(event);
    const others = [...held].filter(([id]) => id !== event.pointerId).map(([, at]) => at);
    if (others.length) {
      const [other] = others;
      const apart = (at) => Math.hypot(at.x - other.x, at.y - other.y) || 1;
      zoom(apart(now) / apart(before), other);
    } else {
      camera.x += now.x - before.x;
      camera.y += now.y - before.y;
      applyCamera();
    }
    moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
    if (moved > 4) {
      picture.setPointerCapture(event.pointerId);
      picture.classList.add("moving");
    }
    held.set(event.pointerId, now);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    picture.addEventListener(name, (event) => {
      held.delete(event.pointerId);
      picture.classList.remove("moving");
    });
  }
  // The click that ends a drag selects nothing.
  picture.addEventListener("click", (event) => moved > 4 && event.stopPropagation(), { capture: true });
  picture.addEventListener("wheel", (event) => {
    const beside = matchMedia("(min-width: 1000px)").matches; // else the wheel scrolls the page past the picture
    if (!beside && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    zoom(Math.exp(-Math.sign(event.deltaY) * Math.min(Math.abs(event.deltaY), 100) / 400), local(event));
  }, { passive: false });
  byId("zoom-in").addEventListener("click", () => zoom(1.3));
  byId("zoom-out").addEventListener("click", () => zoom(1 / 1.3));
  byId("zoom-fit").addEventListener("click", showAll);
}
