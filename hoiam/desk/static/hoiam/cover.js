// Boxes on a photo: drawn with the finger or the mouse, moved and sized with the keys. The numbers beside the picture
// are what is sent; this only fills them in, so everything also works without it.
(() => {
  const stage = document.querySelector("[data-cover]");
  const rows = document.querySelector(".cover-rows");
  if (!stage || !rows) return;

  const WHOLE = 1000;
  const LEAST = 10;
  const HANDLE = 24; // a finger's corner, in pixels
  const SVG = "http://www.w3.org/2000/svg";
  const photo = stage.querySelector(".cover-photo");
  stage.querySelector(".cover-preview").remove();
  photo.hidden = false;
  for (const one of document.querySelectorAll(".cover-how")) one.hidden = false;

  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${WHOLE} ${WHOLE}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", "Các ô che trên ảnh");
  stage.append(svg);

  const clamp = (value, low, high) => Math.min(Math.max(value, low), high);
  const fields = (row) => [...row.querySelectorAll("input")];
  const number = (input) => Math.round(parseFloat(input.value.replace(",", ".")) * 10);

  function read(row) {
    const [x, y, w, h] = fields(row).map(number);
    return w > 0 && h > 0 ? { x: x || 0, y: y || 0, w, h } : null;
  }

  function write(row, box) {
    const values = box ? [box.x, box.y, box.w, box.h] : [];
    fields(row).forEach((input, at) => { input.value = box ? String(values[at] / 10) : ""; });
  }

  const words = (box, at) =>
    `Ô che ${at}: trái ${box.x / 10}, trên ${box.y / 10}, rộng ${box.w / 10}, cao ${box.h / 10} phần trăm`;

  function free() {
    const all = [...rows.querySelectorAll(".cover-row")];
    const empty = all.find((row) => !read(row));
    if (empty) return empty;
    const fresh = all[all.length - 1].cloneNode(true);
    fresh.setAttribute("aria-label", `Ô che ${all.length + 1}`);
    write(fresh, null);
    rows.append(fresh);
    return fresh;
  }

  function shape(kind, box, row) {
    const one = document.createElementNS(SVG, "rect");
    one.setAttribute("class", kind);
    place(one, box);
    one.row = row;
    svg.append(one);
    return one;
  }

  function place(one, box) {
    for (const [name, value] of [["x", box.x], ["y", box.y], ["width", box.w], ["height", box.h]]) {
      one.setAttribute(name, value);
    }
  }

  function draw(focused) {
    svg.replaceChildren();
    [...rows.querySelectorAll(".cover-row")].forEach((row, at) => {
      const box = read(row);
      if (!box) return;
      const one = shape("box", box, row);
      one.setAttribute("tabindex", "0");
      one.setAttribute("role", "button");
      one.setAttribute("aria-label", words(box, at + 1));
      const w = (WHOLE * HANDLE) / (svg.clientWidth || WHOLE);
      const h = (WHOLE * HANDLE) / (svg.clientHeight || WHOLE);
      shape("corner", { x: Math.min(box.x + box.w, WHOLE) - w / 2, y: Math.min(box.y + box.h, WHOLE) - h / 2, w, h }, row);
      if (row === focused) one.focus({ preventScroll: true });
    });
  }

  function point(event) {
    const frame = svg.getBoundingClientRect();
    return {
      x: clamp(Math.round(((event.clientX - frame.left) / frame.width) * WHOLE), 0, WHOLE),
      y: clamp(Math.round(((event.clientY - frame.top) / frame.height) * WHOLE), 0, WHOLE),
    };
  }

  let held = null;

  svg.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    const at = point(event);
    const on = event.target;
    const doing = on.row ? (on.getAttribute("class") === "corner" ? "size" : "move") : "new";
    held = { doing, at, row: on.row || null, box: on.row ? read(on.row) : null };
    svg.setPointerCapture(event.pointerId);
  });

  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const to = point(event);
    if (held.doing === "new") {
      const box = {
        x: Math.min(held.at.x, to.x),
        y: Math.min(held.at.y, to.y),
        w: Math.abs(to.x - held.at.x),
        h: Math.abs(to.y - held.at.y),
      };
      if (box.w < LEAST || box.h < LEAST) return;
      held.row = held.row || free();
      write(held.row, box);
    } else {
      write(held.row, changed(held.box, held.doing, to.x - held.at.x, to.y - held.at.y));
    }
    draw(held.row);
  });

  const drop = () => { held = null; };
  svg.addEventListener("pointerup", drop);
  svg.addEventListener("pointercancel", drop);

  function changed(box, doing, dx, dy) {
    if (doing === "move") {
      return { ...box, x: clamp(box.x + dx, 0, WHOLE - box.w), y: clamp(box.y + dy, 0, WHOLE - box.h) };
    }
    return { ...box, w: clamp(box.w + dx, LEAST, WHOLE - box.x), h: clamp(box.h + dy, LEAST, WHOLE - box.y) };
  }

  const STEPS = { ArrowLeft: [-10, 0], ArrowRight: [10, 0], ArrowUp: [0, -10], ArrowDown: [0, 10] };

  svg.addEventListener("keydown", (event) => {
    const row = event.target.row;
    if (!row) return;
    if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      write(row, null);
      draw();
      document.querySelector("[data-add]").focus();
    } else if (STEPS[event.key]) {
      event.preventDefault();
      write(row, changed(read(row), event.shiftKey ? "size" : "move", ...STEPS[event.key]));
      draw(row);
    }
  });

  document.querySelector("[data-add]").addEventListener("click", () => {
    const row = free();
    write(row, { x: 400, y: 400, w: 200, h: 200 });
    draw(row);
  });

  rows.addEventListener("input", () => draw());
  draw();
})();
