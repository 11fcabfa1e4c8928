// What is seen, in words: written while the film is watched in the editor. The list changes here
// and not on the server, so that the film stays; the server judges it with the rest of the form.
import { clock } from "../learner/clock.js";
import { cues, cuesOf, speeches } from "../learner/cues.js";
import { fill } from "../learner/http.js";
import { post } from "../shared/http.js";
import { asVtt, entries, field, language, measure, nameOf, rounded, settle, sort, startOf, typed, written } from "./moments.js";
import { remember } from "./shape.js";

const STEP = 0.5; // of an arrow key, in seconds
const BEFORE = 2; // seconds that a description is led up to

const listIn = (editor) => editor.body.querySelector("[data-describe]");
const stageOf = (list) => list.querySelector("[data-stage]");
const playerIn = (editor) => stageOf(listIn(editor)).player;
const entryOf = (button) => button.closest("[data-kind='description']");

function play(player) {
  const playing = player.play();
  if (playing) playing.catch(() => {});
}

/** Change the list, so that it can be undone; `change` says what was done. */
function changing(editor, change) {
  remember(editor, editor.form(), editor.root.dataset.shown);
  const said = change(listIn(editor));
  editor.wrote();
  editor.say(said);
}

function put(list, { start = NaN, end = Infinity, text = "" }) {
  const blank = list.querySelector("template[data-blank]").content.firstElementChild;
  const entry = blank.cloneNode(true);
  const before = entries(list).pop();
  if (before) before.after(entry);
  else list.querySelector("[data-entries]").prepend(entry);
  field(entry, "at").value = start >= 0 ? typed(start) : "";
  field(entry, "until").value = end < Infinity ? typed(end) : "";
  field(entry, "text").value = text;
  return entry;
}

/** A new one, or the one there is: at the film's moment, where there is a film. */
function add(editor, start) {
  const there = entries(listIn(editor)).find((entry) => startOf(entry) === start);
  if (there) {
    field(there, "text").focus();
    return;
  }
  changing(editor, (list) => {
    const entry = put(list, { start });
    sort(list);
    field(entry, start >= 0 ? "text" : "at").focus();
    return fill(list.dataset.added, { name: nameOf(list, entry) });
  });
}

function remove(editor, button) {
  changing(editor, (list) => {
    const gone = entryOf(button);
    const at = entries(list).indexOf(gone);
    const name = nameOf(list, gone);
    gone.remove();
    settle(list);
    const left = entries(list);
    const next = left[Math.min(at, left.length - 1)];
    (next ? field(next, "text") : list.querySelector("[data-describe-add]")).focus();
    return fill(list.dataset.removed, { name });
  });
}

/** Put in what a file says, but for moments that are described already. */
function take(editor, text) {
  const list = listIn(editor);
  const there = new Set(entries(list).map(startOf));
  const room = Number(list.dataset.most) - entries(list).length;
  const found = cuesOf(text).filter(({ start }) => !there.has(rounded(start)));
  if (!found.length) {
    editor.say("", list.dataset.none);
    return;
  }
  changing(editor, () => {
    found.slice(0, room).forEach((cue, at) => {
      const next = found[at + 1] || { start: Infinity };
      put(list, { ...cue, end: Math.min(cue.end, next.start) });
    });
    sort(list);
    return fill(list.dataset.taken, { count: Math.min(room, found.length) });
  });
}

function write(editor) {
  const list = listIn(editor);
  const place = list.querySelector("[data-vtt]");
  const link = list.querySelector("[data-vtt-link]");
  place.value = asVtt(list);
  URL.revokeObjectURL(link.href);
  link.href = URL.createObjectURL(new Blob([place.value], { type: "text/vtt" }));
  link.hidden = false;
  place.select();
}

/** Let the film that was drawn into the stage be watched, stopped and tried. */
function begin(editor, list, found) {
  const stage = stageOf(list);
  const { player } = found;
  const now = stage.querySelector("[data-clock]");
  const told = stage.querySelector("[data-told]");
  for (const one of stage.querySelectorAll("select, [data-description]")) one.replaceWith(one.cloneNode(true));
  const choice = stage.querySelector("select");
  // What is written by now is what is tried.
  const renew = () => {
    choice.dataset.lang = language(list);
    told.replaceChildren(
      ...written(list).map(({ start, end, text }) => {
        const item = document.createElement("li");
        item.dataset.from = start;
        item.dataset.to = end < Infinity ? end : "";
        item.textContent = text;
        return item;
      }),
    );
  };
  player.addEventListener("play", renew);
  choice.addEventListener("change", renew);
  const announce = (text) => editor.say(text);
  const described = window.EmpathyPlayers.describe(stage, player, { announce, words: { no_voice: list.dataset.noVoice } });
  for (const name of ["timeupdate", "seeked", "pause"]) {
    player.addEventListener(name, () => {
      now.textContent = clock(player.currentTime);
    });
  }
  player.addEventListener("unplayable", () => editor.say("", list.dataset.unplayable));
  stage.player = player;
  stage.leave = () => {
    described.leave();
    player.pause();
    found.leave();
  };
  editor.say(list.dataset.loaded);
  stage.querySelector("[data-describe-here]").focus();
}

function loaded(address) {
  return new Promise((done, failed) => {
    if (window.EmpathyPlayers) {
      done();
      return;
    }
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });
}

/** Have the film in the editor as learners are given it, and the captions that descriptions mind. */
async function watch(editor) {
  const list = listIn(editor);
  const stage = stageOf(list);
  const form = editor.form();
  for (const path of Object.keys(form)) {
    if (/^video\.(descriptions|thought_bubbles)\./.test(path)) delete form[path]; // not finished yet
  }
  const answer = await post(editor.runtime, editor.element, "studio_preview", { form, path: "video" });
  if (answer.status !== 200) {
    editor.failed(answer);
    return;
  }
  const drawn = document.createElement("template");
  drawn.innerHTML = answer.body.html;
  const [film, lines, track] = ["[data-video]", "[data-lines]", "select[data-described]"].map((one) => drawn.content.querySelector(one));
  const { dataset } = stage.querySelector("[data-lines]");
  dataset.src = (lines && lines.dataset.src) || "";
  dataset.lang = (lines && lines.querySelector("ol").lang) || "";
  const file = list.querySelector("[data-describe-track]");
  file.dataset.src = (track && track.dataset.src) || "";
  file.hidden = !file.dataset.src;
  if (stage.leave) stage.leave();
  stage.querySelector("[data-screen]").replaceChildren(...(film ? [film] : []));
  await loaded(answer.body.players).catch(() => {});
  const found = window.EmpathyPlayers && window.EmpathyPlayers.playerOf(stage);
  list.toggleAttribute("data-film", Boolean(found));
  list.querySelector("[data-describe-watch]").hidden = Boolean(found);
  if (found) begin(editor, list, found);
  else editor.say("", list.dataset.unplayable);
  list.spoken = await speeches(stage);
  measure(list);
}

/** What the buttons do, as in `main`. */
export const DESCRIBES = {
  "describe-watch": watch,
  "describe-add": (editor) => add(editor, NaN),
  "describe-here": (editor) => {
    playerIn(editor).pause();
    add(editor, Math.round(playerIn(editor).currentTime * 10) / 10);
  },
  "describe-now": (editor, button) => {
    const at = field(entryOf(button), "at");
    changing(editor, (list) => {
      at.value = typed(Math.round(playerIn(editor).currentTime * 10) / 10);
      sort(list);
      return nameOf(list, entryOf(button));
    });
  },
  "describe-from": (editor, button) => {
    const player = playerIn(editor);
    player.currentTime = Math.max(0, (startOf(entryOf(button)) || 0) - BEFORE);
    play(player);
    listIn(editor).querySelector("[data-describe-here]").focus();
  },
  "describe-remove": remove,
  "describe-take": (editor) => take(editor, listIn(editor).querySelector("[data-vtt]").value),
  "describe-track": async (editor, button) => take(editor, asFile(await cues(button.dataset.src))),
  "describe-write": write,
};

const asFile = (all) => all.map(({ start, end, text }) => `${start} --> ${end}\n${text.replace(/&/g, "&amp;").replace(/</g, "&lt;")}`).join("\n\n");

/** The stage of a form that is drawn anew: the film stays where it can. */
export function keepStage(editor, draw) {
  const old = listIn(editor);
  draw();
  const list = listIn(editor);
  if (old && stageOf(old).player && !old.querySelector("iframe")) {
    stageOf(list).replaceWith(stageOf(old));
    list.spoken = old.spoken;
    list.setAttribute("data-film", "");
  } else if (old && stageOf(old).leave) stageOf(old).leave();
  settle(list);
}

/** Follow what is typed in the descriptions. */
export function listenToDescriptions(editor) {
  const { body } = editor;
  settle(listIn(editor));
  const at = ({ target }) => (target.closest("[data-cell='at']") ? entryOf(target) : null);
  body.addEventListener("input", (event) => {
    if (listIn(editor).contains(event.target)) measure(listIn(editor));
    // It may be another film by now.
    if (/^video\.(sources|tracks)\./.test(event.target.dataset.field)) {
      listIn(editor).querySelector("[data-describe-watch]").hidden = false;
    }
  });
  body.addEventListener("change", async (event) => {
    const { target } = event;
    if (target.matches("[data-vtt-file]") && target.files[0]) {
      listIn(editor).querySelector("[data-vtt]").value = await target.files[0].text();
      target.value = "";
      take(editor, listIn(editor).querySelector("[data-vtt]").value);
    }
    const entry = at(event);
    if (!entry) return;
    if (sort(listIn(editor))) {
      editor.wrote();
      editor.say(fill(listIn(editor).dataset.moved, { name: nameOf(listIn(editor), entry) }));
    }
  });
  body.addEventListener("keydown", (event) => {
    const entry = { ArrowUp: 1, ArrowDown: -1 }[event.key] && at(event);
    if (!entry || !(startOf(entry) >= 0)) return;
    event.preventDefault();
    const moved = Math.max(0, startOf(entry) + (event.key === "ArrowUp" ? STEP : -STEP));
    event.target.value = typed(moved);
    const player = playerIn(editor);
    if (player) player.currentTime = moved;
    sort(listIn(editor));
    editor.wrote();
  });
}
