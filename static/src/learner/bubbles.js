// Thought bubbles: the film stops at the author's times, a guess is asked for, the film goes on.
import { enhancePractice } from "./practice.js";

// Between two reports of a player that simply plays, no more time passes than this, in seconds.
const LONGEST_STEP = 2;

const region = (section) => section.querySelector('[data-region="bubbles"]');

/** Show the bubble the film waits at, and no other; all of them where it waits at none. */
function show(place, unit) {
  place.toggleAttribute("data-waiting", Boolean(unit.waitsAt));
  for (const card of place.querySelectorAll("[data-bubble]")) {
    const here = card.dataset.bubble === unit.waitsAt;
    card.hidden = Boolean(unit.waitsAt) && !here;
    if (here) card.open = true;
    const on = card.querySelector("[data-goes-on]");
    if (on) on.hidden = !here;
  }
}

function goOn(section, unit) {
  const video = unit.player;
  for (const card of section.querySelectorAll("[data-bubble]")) {
    if (card.dataset.bubble === unit.waitsAt) card.open = false;
  }
  unit.waitsAt = "";
  show(region(section), unit);
  unit.announce(unit.words.goes_on);
  video.focus();
  const playing = video.play();
  if (playing) playing.catch(() => {});
}

export function enhanceBubbles(place, unit) {
  const section = place.closest("section");
  const cards = () => [...place.querySelectorAll("[data-bubble]")];
  let skipped = false;
  if (!section.querySelector("[data-video]")) unit.waitsAt = "";
  const forms = enhancePractice(place, unit, (sent) => {
    skipped = Boolean(sent.pass_over && unit.waitsAt);
  });

  for (const button of place.querySelectorAll("[data-continue]")) {
    button.addEventListener("click", () => goOn(section, unit));
  }
  place.onkeydown = (event) => {
    if (event.key === "Escape" && unit.waitsAt) goOn(section, unit);
  };
  show(place, unit);

  return {
    busy: forms.busy,
    unheld: forms.unheld,
    leave: () => ({
      forms: forms.leave(),
      open: cards().filter((card) => card.open).map((card) => card.dataset.bubble),
      skipped,
    }),
    restore(left) {
      if (!left) return;
      forms.restore(left.forms);
      for (const card of cards()) card.open = left.open.includes(card.dataset.bubble);
      // After what was announced and given the focus: the film is where it goes on.
      if (left.skipped) setTimeout(() => goOn(section, unit));
    },
  };
}

/** Have the player wait at each bubble that is still open. */
export function waitAtBubbles(section, video, unit) {
  let last = null;

  function wait(card) {
    video.pause();
    if (document.fullscreenElement) document.exitFullscreen();
    else if (video.webkitDisplayingFullscreen) video.webkitExitFullscreen();
    unit.waitsAt = card.dataset.bubble;
    show(region(section), unit);
    // The film's picture and the question below it, as much as there is room for.
    card.querySelector("summary").focus({ preventScroll: true });
    video.scrollIntoView();
    unit.announce(unit.words.paused);
  }

  video.addEventListener("timeupdate", () => {
    const now = video.currentTime;
    const from = last;
    last = now;
    if (from === null || video.paused || video.seeking || now - from > LONGEST_STEP) return;
    const passed = (card) => from <= Number(card.dataset.at) && Number(card.dataset.at) < now;
    const card = [...section.querySelectorAll("[data-at]")].find(passed);
    if (card) wait(card);
  });
  video.addEventListener("seeking", () => {
    last = null;
  });
  for (const name of ["play", "seeked"]) {
    video.addEventListener(name, () => {
      last = video.currentTime;
      if (name === "play" && unit.waitsAt) {
        unit.waitsAt = "";
        show(region(section), unit);
      }
    });
  }
}
