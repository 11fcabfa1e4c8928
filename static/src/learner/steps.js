// One step at a time: the list of steps, Back and Continue. The list says which step is closed.

export function walk(root, words) {
  const nav = root.querySelector('[data-region="steps"]');
  const moves = root.querySelector("[data-moves]");
  const sections = [...root.querySelectorAll("section[data-region]")];
  let current = "";

  const listed = () => (nav ? [...nav.querySelectorAll("li[data-step]")] : []);
  const named = (item) => item.querySelector(".empathy-step-name").textContent;
  const neighbor = (by) => {
    const items = listed();
    return items[items.findIndex((item) => item.dataset.step === current) + by];
  };

  function label(button, item, sentence) {
    button.hidden = !item;
    if (item) button.textContent = sentence.replace("{step}", named(item));
  }

  function refresh() {
    for (const item of listed()) {
      const link = item.querySelector("a");
      if (!link) continue;
      if (item.dataset.step === current) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
    if (!moves) return;
    const next = neighbor(1);
    const locked = next && next.dataset.state === "locked";
    const on = moves.querySelector('[data-move="on"]');
    const why = moves.querySelector("[data-move-closed]");
    label(moves.querySelector('[data-move="back"]'), neighbor(-1), words.back_to);
    label(on, locked ? undefined : next, words.continue_to);
    const here = neighbor(0);
    on.classList.toggle("empathy-button-main", Boolean(here) && here.dataset.state === "done");
    why.hidden = !locked;
    why.textContent = locked ? `${named(next)}: ${next.querySelector(".empathy-step-state").textContent}` : "";
    moves.hidden = false;
  }

  function show(name, focus) {
    const target = sections.find((section) => section.dataset.region === name);
    if (!target) return;
    current = name;
    for (const section of sections) {
      section.hidden = section !== target;
      if (!section.hidden) continue;
      for (const film of section.querySelectorAll("[data-video]")) film.dispatchEvent(new Event("leave"));
    }
    refresh();
    if (focus) {
      const heading = target.querySelector(".empathy-step-title");
      heading.focus();
      const { top } = heading.getBoundingClientRect();
      // Lower than that, and a phone shows the list of steps instead of the step.
      if (top < 0 || top > window.innerHeight / 3) heading.scrollIntoView();
    }
  }

  function move(by) {
    const item = neighbor(by);
    if (item && item.dataset.state !== "locked") show(item.dataset.step, true);
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-go]");
    if (link) {
      event.preventDefault();
      show(link.dataset.go, true);
    }
    const button = event.target.closest("[data-move]");
    if (button) move(button.dataset.move === "back" ? -1 : 1);
  });

  return { show, move, refresh };
}
