// Parts and steps moved by their handle, with a mouse, a pen or a finger. Their arrows do the same
// from the keyboard, so a handle is no button and nothing that a screen reader meets.

const EDGE = 56; // pixels from the frame's edge at which what is below comes up

const siblings = (part) => [...part.parentElement.children].filter((one) => one.dataset.one !== undefined);

const isRow = (parts) =>
  parts.length > 1 && Math.abs(parts[0].getBoundingClientRect().top - parts[1].getBoundingClientRect().top) < 4;

/** Where among the others the pointer stands: how many of them come before it. */
function placeOf(parts, dragged, event) {
  const row = isRow(parts);
  const backward = row && getComputedStyle(dragged.parentElement).direction === "rtl";
  return parts.filter((one) => {
    if (one === dragged) return false;
    const box = one.getBoundingClientRect();
    const middle = row ? box.left + box.width / 2 : box.top + box.height / 2;
    const at = row ? event.clientX : event.clientY;
    return backward ? at < middle : at > middle;
  }).length;
}

/** Draw the line where it would be dropped. */
function show({ part, parts, to, from }) {
  const others = parts.filter((one) => one !== part);
  const row = isRow(parts);
  for (const one of parts) delete one.dataset.drop;
  if (to === from) return;
  const [next, side] = to < others.length ? [others[to], "before"] : [others[others.length - 1], "after"];
  next.dataset.drop = row ? `${side}-beside` : side;
}

function scrollAlong(root, { clientY }) {
  const scroller = root.querySelector(".empathy-studio-main");
  const own = scroller.scrollHeight > scroller.clientHeight + 1;
  const box = own ? scroller.getBoundingClientRect() : { top: 0, bottom: window.innerHeight };
  const by = clientY < box.top + EDGE ? -12 : clientY > box.bottom - EDGE ? 12 : 0;
  if (by) (own ? scroller : window).scrollBy(0, by);
}

/** Let handles be dragged; `moved(part, to)` is called when a part was dropped elsewhere. */
export function letDrag(root, moved) {
  let drag = null;
  const end = () => {
    for (const one of drag.parts) delete one.dataset.drop;
    delete drag.part.dataset.dragged;
    const was = drag;
    drag = null;
    return was;
  };
  root.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-drag]");
    const part = handle && handle.closest("[data-one]");
    if (!part || event.button !== 0) return;
    event.preventDefault();
    handle.setPointerCapture(event.pointerId);
    const parts = siblings(part);
    const from = parts.indexOf(part);
    drag = { part, parts, from, to: from };
    part.dataset.dragged = "";
  });
  root.addEventListener("pointermove", (event) => {
    if (!drag) return;
    drag.to = placeOf(drag.parts, drag.part, event);
    show(drag);
    scrollAlong(root, event);
  });
  root.addEventListener("pointerup", () => {
    if (!drag) return;
    const { part, from, to } = end();
    if (to !== from) moved(part, to);
  });
  root.addEventListener("pointercancel", () => drag && end());
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) end();
  });
  // A handle stands in what a click would fold.
  root.addEventListener("click", (event) => event.target.closest("[data-drag]") && event.preventDefault());
}
