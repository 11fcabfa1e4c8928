// Descriptions as they stand in the form: their times, their order, how long each takes to say
// and how much room it has; and as WebVTT.
import { clock } from "../learner/clock.js";
import { fill } from "../learner/http.js";
import { seconds, spokenFrom } from "../learner/cues.js";

const PATH = /(video\.descriptions\.)\d+/;

export const entries = (list) => [...list.querySelectorAll("[data-kind='description']")];
export const field = (entry, name) => entry.querySelector(`[data-cell="${name}"] [data-field]`);
export const rounded = (time) => Math.round(time * 1000) / 1000;

/** A moment as it is typed: 1:02.5. */
export function typed(time) {
  const part = String(rounded(time)).split(".")[1];
  return part ? `${clock(time)}.${part}` : clock(time);
}

function time(entry, name) {
  const { value } = field(entry, name);
  return value.trim() ? seconds(value) : NaN;
}

export const startOf = (entry) => time(entry, "at");

/** Return those with a time and words, [{start, end, text, entry}] in the order of time. */
export function written(list) {
  return entries(list)
    .map((entry) => ({
      start: startOf(entry),
      end: time(entry, "until") || Infinity,
      text: field(entry, "text").value.trim(),
      entry,
    }))
    .filter(({ start, text }) => start >= 0 && text)
    .sort((one, other) => one.start - other.start);
}

/** Their language: as it is said in the form, else that of the captions. */
export function language(list) {
  const own = list.closest("[data-section]").querySelector("[data-field='video.described_in']");
  return own.value.trim() || list.querySelector("[data-lines]").dataset.lang || "";
}

/** How long it takes to say, in seconds. Some languages set no spaces between words. */
function toSay(list, text) {
  let words = text.split(/\s+/);
  try {
    words = [...new Intl.Segmenter(language(list) || undefined, { granularity: "word" }).segment(text)];
    words = words.filter((one) => one.isWordLike);
  } catch (error) {
    // An older browser, or no language code: by the spaces.
  }
  return (60 * words.length) / Number(list.dataset.rate);
}

/** Say of each how long it takes to say, and how much room there is. */
export function measure(list) {
  const said = list.dataset;
  const all = written(list);
  for (const entry of entries(list)) {
    const line = entry.querySelector("[data-room]");
    const at = all.findIndex((one) => one.entry === entry);
    line.textContent = "";
    line.removeAttribute("data-waits");
    if (at < 0) continue;
    const { start, end, text } = all[at];
    const takes = toSay(list, text);
    const speech = spokenFrom(list.spoken || [], start);
    const next = at + 1 < all.length ? all[at + 1].start : Infinity;
    const until = Math.min(end, next, end < Infinity ? Infinity : speech);
    const room = until - start;
    const what = until === end ? "End" : until === next ? "Next" : "Speech";
    const sentences = [said.says];
    if (until < Infinity) sentences.push(said[`${takes > room ? "waits" : "fits"}${what}`]);
    if (end < Infinity && speech < start + Math.min(takes, room)) sentences.push(said.over);
    line.toggleAttribute("data-waits", takes > room);
    line.textContent = fill(sentences.join(" "), {
      seconds: Math.max(1, Math.round(takes)),
      rate: said.rate,
      room: Math.round(room * 10) / 10,
      wait: Math.max(1, Math.round(takes - room)),
      time: clock(speech),
    });
  }
}

/** What an author calls one of them. */
export function nameOf(list, entry) {
  const number = entries(list).indexOf(entry) + 1;
  return fill(list.dataset.named, { number, time: field(entry, "at").value.trim() || "–" });
}

/** Number them anew, name them by their times, and measure them. */
export function settle(list) {
  entries(list).forEach((entry, at) => {
    for (const one of [entry, ...entry.querySelectorAll("*")]) {
      for (const { name, value } of [...one.attributes]) {
        if (PATH.test(value)) one.setAttribute(name, value.replace(PATH, `$1${at}`));
      }
    }
    const name = nameOf(list, entry);
    entry.setAttribute("aria-label", name);
    for (const button of entry.querySelectorAll("button")) {
      button.setAttribute("aria-label", `${button.textContent}: ${name}`);
    }
  });
  const full = entries(list).length >= Number(list.dataset.most);
  for (const button of list.querySelectorAll("[data-describe-add], [data-describe-here]")) {
    button.disabled = full;
  }
  measure(list);
}

/** Put them in the order of time, those without one last; say whether any has moved. */
export function sort(list) {
  const before = entries(list);
  const key = (entry) => (startOf(entry) >= 0 ? startOf(entry) : Infinity);
  const later = (one, other) => key(one) > key(other);
  const turned = before.some((entry, at) => at && later(before[at - 1], entry));
  if (turned) {
    const focused = document.activeElement;
    const ordered = before.map((entry, at) => [key(entry), at, entry]);
    ordered.sort(([one, at], [other, to]) => (one === other ? at - to : one < other ? -1 : 1));
    list.querySelector("[data-entries]").prepend(...ordered.map(([, , entry]) => entry));
    if (list.contains(focused)) focused.focus();
  }
  settle(list);
  return turned;
}

/** All of them as a file that other players read; what has no end is given one. */
export function asVtt(list) {
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const stamp = (at) =>
    `${two(at / 3600)}:${two((at / 60) % 60)}:${(at % 60).toFixed(3).padStart(6, "0")}`;
  const safe = (text) => text.replace(/\s+/g, " ").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  const blocks = written(list).map(({ start, end, text }, at, all) => {
    const next = at + 1 < all.length ? all[at + 1].start : Infinity;
    const last = end < Infinity ? end : Math.min(next, start + Math.max(1, toSay(list, text)));
    return `${stamp(start)} --> ${stamp(last)}\n${safe(text)}`;
  });
  return `${["WEBVTT", ...blocks].join("\n\n")}\n`;
}
