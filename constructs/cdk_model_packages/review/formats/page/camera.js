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

// Moves a node into view, and what it touches if that fits: as little as needed, and near enough to be read.
function reveal(spot, near = [spot]) {
  const box = frame();
  const [READABLE, GOOD] = [0.5, 0.8];
  const wanted = camera.scale < READABLE ? GOOD : camera.scale;
  const around = (spots) => ({
    left: Math.min(...spots.map((one) => one.x - one.width / 2)),
    right: Math.max(...spots.map((one) => one.x + one.width / 2)),
    top: Math.min(...spots.map((one) => one.y - one.height / 2)),
    bottom: Math.max(...spots.map((one) => one.y + one.height / 2)),
  });
  const all = around(near);
  const fit = Math.min((box.width - 24) / (all.right - all.left), (box.height - 24) / (all.bottom - all.top));
  const scale = Math.max(READABLE, Math.min(wanted, fit));
  zoom(scale / camera.scale, { x: camera.x + spot.x * camera.scale, y: camera.y + spot.y * camera.scale });
  for (const part of [all, around([spot])]) {
    const [left, right] = [camera.x + part.left * scale - 12, camera.x + part.right * scale + 12];
    const [top, bottom] = [camera.y + part.top * scale - 12, camera.y + part.bottom * scale + 12];
    camera.x += Math.max(Math.min(0, box.width - right), -left);
    camera.y += Math.max(Math.min(0, box.height - bottom), -top);
  }
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
