// What is only seen, in words: spoken by the browser while the film plays, which waits where a
// description takes longer than its room and, unless its author says how long that is, never talks
// over anybody; or shown while the film waits; or shown, and told to a screen reader, along with it.
import { descriptions, speeches, spokenFrom } from "./cues.js";

// Between two reports of a player that simply plays, no more time passes than this, in seconds.
const LONGEST_STEP = 2;
// A voice that has not begun by then is none, in milliseconds.
const VOICE_BEGINS = 2500;
// What is shown without a pause can be read: so many characters in a second, after two to look.
const READ = 15;

const speech = window.speechSynthesis;

/** Have `choice` ("", "spoken", "shown", "along") decide how the film is described. */
export function describe(section, player, unit) {
  const choice = section.querySelector("select[data-described]");
  if (!choice) return { leave() {} };
  const card = section.querySelector("[data-description]");
  const [text, button] = card.children;
  let all = [];
  let spoken = []; // captions in which somebody speaks
  let last = null; // how far descriptions were looked for
  let given = null; // the one that is being spoken or shown
  let until = Infinity; // where the film has to wait for it
  let broken = null; // one that was cut short by a pause
  let waiting = false; // the film waits for a description
  let slow;

  function stop() {
    const aloud = given && card.hidden;
    // While it was given, the next one's beginning may just have passed.
    if (given) last = Math.max(given.start + 0.001, Math.min(player.currentTime, until));
    given = null;
    waiting = false;
    clearTimeout(slow);
    card.hidden = true;
    if (aloud) speech.cancel();
  }

  function wait() {
    waiting = true;
    player.pause();
  }

  function goOn() {
    const again = waiting;
    stop();
    if (again && !player.ended) {
      const playing = player.play();
      if (playing) playing.catch(() => {});
    }
  }

  function put(cue) {
    given = cue;
    text.textContent = cue.text;
    card.hidden = false;
    button.hidden = !waiting;
  }

  function show(cue) {
    wait();
    until = Infinity;
    put(cue);
    if (document.fullscreenElement) document.exitFullscreen();
    button.focus();
  }

  /** Until when a description may take. */
  function roomOf(cue, end = cue.end) {
    const following = all[all.indexOf(cue) + 1];
    return following ? Math.min(end, following.start) : end;
  }

  function along(cue) {
    until = roomOf(cue, Math.max(cue.end, cue.start + 2 + cue.text.length / READ));
    put(cue);
    unit.announce(cue.text);
  }

  function speak(cue) {
    const said = new SpeechSynthesisUtterance(cue.text);
    said.lang = choice.dataset.lang;
    given = cue;
    until = roomOf(cue);
    if (cue.end === Infinity) until = Math.min(until, spokenFrom(spoken, cue.start));
    said.onstart = () => clearTimeout(slow);
    said.onend = () => given === cue && goOn();
    const silent = () => {
      if (given !== cue) return;
      stop();
      choice.value = "shown";
      unit.announce(unit.words.no_voice);
      show(cue);
    };
    said.onerror = silent;
    slow = setTimeout(silent, VOICE_BEGINS);
    speech.speak(said);
    if (player.currentTime >= until) wait();
  }

  function give(cue) {
    if (choice.value === "along") along(cue);
    else if (choice.value === "spoken" && speech) speak(cue);
    else show(cue);
  }

  async function wanted() {
    if (!choice.value) return;
    spoken = await speeches(section);
    all = await descriptions(section);
  }

  choice.addEventListener("change", () => {
    goOn();
    broken = null;
    last = player.currentTime;
    wanted();
  });
  button.addEventListener("click", () => {
    player.focus();
    goOn();
  });
  card.addEventListener("keydown", (event) => {
    if (event.key === "Escape") button.click();
  });
  player.addEventListener("play", () => {
    wanted();
    if (last === null) last = player.currentTime;
    const cut = broken;
    broken = null;
    if (waiting) stop();
    else if (cut && choice.value) give(cut);
  });
  player.addEventListener("pause", () => {
    if (waiting || !given || choice.value === "along") return;
    if (player.duration - player.currentTime < 0.5) return; // the last one is heard to its end
    broken = given;
    stop();
  });
  player.addEventListener("seeking", () => {
    broken = null;
    stop();
    last = null;
  });
  player.addEventListener("seeked", () => {
    last = player.currentTime;
  });
  player.addEventListener("timeupdate", () => {
    // What else pauses it, such as a thought bubble, comes first.
    if (!choice.value || !all.length || player.paused || player.seeking) return;
    const now = player.currentTime;
    if (given && now >= until && choice.value === "along") stop();
    if (given) {
      if (now >= until) wait();
      return;
    }
    const from = last;
    last = now;
    if (from === null || now - from > LONGEST_STEP) return;
    const cue = all.find((one) => from <= one.start && one.start < now);
    if (cue) give(cue);
  });
  return { leave: stop };
}
