// Watching: where to resume, and which parts were seen. Reported at most every 15 seconds while
// it plays, and when it stops; nothing is reported twice.
import { waitAtBubbles } from "./bubbles.js";
import { fill } from "./http.js";

const REPORT_EVERY = 15000;
const SOURCES_TRIED_AFTER = 3000;

function clock(seconds) {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Collect the ranges a player passes through: a jump begins a new one. */
export function watcher() {
  let ranges = [];
  let last = null;
  return {
    at(time) {
      const open = ranges[ranges.length - 1];
      if (last !== null && time > last) {
        if (open && open[1] === last) open[1] = time;
        else ranges.push([last, time]);
      }
      last = time;
    },
    /** Go on from `time`, or from wherever it is next: it begins to play, or is moved. */
    from(time = null) {
      last = time;
    },
    take() {
      const taken = ranges.map(([start, end]) => [Number(start.toFixed(2)), Number(end.toFixed(2))]);
      ranges = [];
      return taken;
    },
    giveBack(taken) {
      ranges = taken.concat(ranges);
    },
    get empty() {
      return ranges.length === 0;
    },
  };
}

export function enhanceVideo(section, unit) {
  const video = section.querySelector("[data-video]");
  if (!video) return {};
  const seen = watcher();
  const position = Number(video.dataset.position) || 0;
  const resumed = section.querySelector("[data-resumed]");
  const percent = section.querySelector("[data-seen]");
  let reportedAt = Date.now();
  let sending = false;

  async function report() {
    if (!percent || sending || seen.empty || !(video.duration > 0)) return;
    sending = true;
    reportedAt = Date.now();
    const ranges = seen.take();
    const answer = await unit.send("save_watching", {
      ranges,
      position: Number(video.currentTime.toFixed(2)),
      duration: Number(video.duration.toFixed(2)),
    });
    sending = false;
    if (!answer.ok) {
      seen.giveBack(ranges);
      return;
    }
    if (answer.body.percent) percent.textContent = fill(unit.words.seen, answer.body);
    unit.apply(answer.body, "watching");
  }

  function resume() {
    if (position < 3 || position > video.duration - 5) return;
    video.currentTime = position;
    section.querySelector("[data-resumed-at]").textContent = fill(unit.words.resumed, {
      time: clock(position),
    });
    resumed.hidden = false;
  }

  // No source is left to try: at once the browser says so too, while it looks for one.
  function unplayable() {
    const notice = section.querySelector("[data-unplayable]");
    if (!notice.hidden || video.networkState !== HTMLMediaElement.NETWORK_NO_SOURCE) return;
    notice.hidden = false;
    unit.announce(notice.textContent);
  }

  const sources = video.querySelectorAll("source");
  const last = sources[sources.length - 1];
  last.addEventListener("error", () => setTimeout(unplayable));
  setTimeout(unplayable, SOURCES_TRIED_AFTER);
  if (video.readyState >= 1) resume();
  else video.addEventListener("loadedmetadata", resume, { once: true });
  video.addEventListener("timeupdate", () => {
    if (!video.seeking && !video.paused) seen.at(video.currentTime);
    if (Date.now() - reportedAt >= REPORT_EVERY) report();
  });
  video.addEventListener("seeking", () => seen.from());
  for (const name of ["play", "seeked"]) {
    video.addEventListener(name, () => seen.from(video.currentTime));
  }
  for (const name of ["pause", "ended"]) {
    video.addEventListener(name, () => {
      if (!video.seeking) seen.at(video.currentTime);
      report();
    });
  }
  waitAtBubbles(section, video, unit);
  const hidden = () => {
    if (document.visibilityState === "hidden") report();
  };
  document.addEventListener("visibilitychange", hidden);
  section.querySelector("[data-from-start]").addEventListener("click", () => {
    video.currentTime = 0;
    resumed.hidden = true;
    video.focus();
  });
  return { leave: () => document.removeEventListener("visibilitychange", hidden) };
}
