// The captions beside the film: all of them as a list that follows and seeks, with what is seen
// among them for those who want it described; and, under a film that another site plays, the one
// of the moment.
import { clock } from "./clock.js";
import { cueAt, cues, descriptions } from "./cues.js";
import { fill } from "./http.js";

const MOVES = { ArrowDown: 1, ArrowUp: -1 };

function drawn(cue) {
  const item = document.createElement("li");
  const button = document.createElement("button");
  const time = document.createElement("span");
  button.type = "button";
  button.tabIndex = -1;
  time.textContent = clock(cue.start);
  button.append(time, ` ${cue.text}`);
  item.append(button);
  if (cue.lang) item.lang = cue.lang;
  return item;
}

/** List the captions where there is a place for them, once it is opened. */
export function listLines(section, player, unit) {
  const place = section.querySelector("[data-lines]");
  if (!place) return;
  const list = place.querySelector("ol");
  const hint = place.querySelector("p");
  const how = hint.textContent;
  const choice = section.querySelector("select[data-described]");
  let all = [];
  const buttons = () => [...list.querySelectorAll("button")];
  place.hidden = false;

  function reach(button) {
    for (const one of buttons()) one.tabIndex = one === button ? 0 : -1;
  }

  function follow() {
    if (!place.open || !all.length) return;
    const now = all.indexOf(cueAt([...all].reverse(), player.currentTime));
    buttons().forEach((button, at) => {
      if (at !== now) {
        button.removeAttribute("aria-current");
        return;
      }
      if (button.getAttribute("aria-current")) return;
      button.setAttribute("aria-current", "true");
      // Whoever reads in the list is not pulled away from what they read.
      if (list.contains(document.activeElement)) return;
      reach(button);
      list.scrollTop = button.parentNode.offsetTop - list.clientHeight / 3;
    });
  }

  async function draw() {
    const { src } = place.dataset;
    const seen = choice && (choice.value || !src) ? await descriptions(section) : [];
    const told = seen.map((one, at) => ({
      start: one.start,
      end: Math.min(one.end, at + 1 < seen.length ? seen[at + 1].start : one.end),
      text: fill(place.dataset.seenAs, one),
      lang: choice.dataset.lang,
    }));
    all = [...(src ? await cues(src) : []), ...told].sort((one, other) => one.start - other.start);
    hint.textContent = all.length ? how : unit.words.no_lines;
    if (!all.length) return;
    list.replaceChildren(...all.map(drawn));
    reach(buttons()[0]);
    follow();
  }

  place.addEventListener("toggle", () => {
    if (place.open && !all.length) draw();
  });
  if (choice) {
    choice.addEventListener("change", () => {
      all = [];
      if (place.open) draw();
    });
  }
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    reach(button);
    player.currentTime = all[buttons().indexOf(button)].start;
    follow();
  });
  list.addEventListener("keydown", (event) => {
    const here = buttons();
    const at = here.indexOf(document.activeElement);
    const to = { Home: 0, End: here.length - 1 }[event.key] ?? at + MOVES[event.key];
    if (!here[to]) return;
    event.preventDefault();
    reach(here[to]);
    here[to].focus();
  });
  for (const name of ["timeupdate", "seeked"]) player.addEventListener(name, follow);
}

/** Show the caption of the moment under a player that knows nothing of ours. */
export function showCaption(section, player) {
  const place = section.querySelector("[data-caption]");
  const lines = section.querySelector("[data-lines]");
  if (!place || !lines) return;
  player.addEventListener("open", async () => {
    const all = await cues(lines.dataset.src);
    place.hidden = !all.length;
    const show = () => {
      const cue = cueAt(all, player.currentTime);
      place.textContent = cue ? cue.text : "";
    };
    for (const name of ["timeupdate", "seeked"]) player.addEventListener(name, show);
  });
}
