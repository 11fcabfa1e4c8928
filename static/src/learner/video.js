// Watching: where to resume, and which parts were seen. Reported at most every 15 seconds while
// it plays, and when it stops; nothing is reported twice. What plays is in player.js.
import { waitAtBubbles } from "./bubbles.js";
import { clock } from "./clock.js";
import { describe } from "./described.js";
import { deviceCopy } from "./drafts.js";
import { fill } from "./http.js";
import { listLines, showCaption } from "./lines.js";
import { playerOf } from "./player.js";

const REPORT_EVERY = 15000;

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

/** How one likes to watch, on this device: the speed, and how films are described. */
function offerTools(section, player) {
  const kept = deviceCopy("film");
  const place = section.querySelector("[data-film-tools]");
  const speed = place.querySelector("[data-speed]");
  const described = place.querySelector("[data-described]");
  const liked = kept.read() || {};
  const has = (list, value) => [...list.options].some((option) => option.value === value);
  if (has(speed, liked.speed)) speed.value = liked.speed;
  if (described && has(described, liked.described)) described.value = liked.described;
  place.hidden = false;
  const setSpeed = () => {
    player.playbackRate = Number(speed.value);
  };
  if (speed.value !== "1") setSpeed();
  // A <video> forgets its speed when it loads.
  player.addEventListener("loadedmetadata", () => {
    if (player.playbackRate !== Number(speed.value)) setSpeed();
  });
  speed.addEventListener("change", setSpeed);
  player.addEventListener("ratechange", () => {
    if (has(speed, String(player.playbackRate))) speed.value = String(player.playbackRate);
  });
  place.addEventListener("change", () => {
    kept.write({
      speed: speed.value,
      described: described ? described.value : liked.described,
    });
  });
}

export function enhanceVideo(section, unit) {
  const found = playerOf(section);
  unit.player = found && found.player;
  if (!found) return {};
  const { player } = found;
  const place = section.querySelector("[data-video]");
  const { position, start } = place.dataset;
  const seen = watcher();
  const resumed = section.querySelector("[data-resumed]");
  const percent = section.querySelector("[data-seen]");
  const notice = section.querySelector("[data-unplayable]");
  let reportedAt = Date.now();
  let sending = false;

  async function report() {
    if (!percent || sending || seen.empty || !(player.duration > 0)) return;
    sending = true;
    reportedAt = Date.now();
    const ranges = seen.take();
    const answer = await unit.send("save_watching", {
      ranges,
      position: Number(player.currentTime.toFixed(2)),
      duration: Number(player.duration.toFixed(2)),
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
    if (position < 3 || position > player.duration - 5) return;
    player.currentTime = Number(position);
    section.querySelector("[data-resumed-at]").textContent = fill(unit.words.resumed, {
      time: clock(position),
    });
    resumed.hidden = false;
  }

  player.addEventListener("unplayable", () => {
    if (!notice.hidden) return;
    notice.hidden = false;
    unit.announce(notice.textContent);
  });
  player.addEventListener("playable", () => {
    notice.hidden = true;
  });
  if (player.readyState >= 1) resume();
  else player.addEventListener("loadedmetadata", resume, { once: true });
  player.addEventListener("timeupdate", () => {
    if (!player.seeking && !player.paused) seen.at(player.currentTime);
    if (Date.now() - reportedAt >= REPORT_EVERY) report();
  });
  player.addEventListener("seeking", () => seen.from());
  for (const name of ["play", "seeked"]) {
    player.addEventListener(name, () => seen.from(player.currentTime));
  }
  for (const name of ["pause", "ended"]) {
    player.addEventListener(name, () => {
      if (!player.seeking) seen.at(player.currentTime);
      report();
    });
  }
  offerTools(section, player);
  waitAtBubbles(section, player, unit);
  const described = describe(section, player, unit);
  listLines(section, player, unit);
  showCaption(section, player);
  // Another step is shown.
  place.addEventListener("leave", () => {
    described.leave();
    player.pause();
  });
  const hidden = () => {
    if (document.visibilityState === "hidden") report();
  };
  document.addEventListener("visibilitychange", hidden);
  section.querySelector("[data-from-start]").addEventListener("click", () => {
    player.currentTime = Number(start);
    resumed.hidden = true;
    player.focus();
  });
  return {
    leave() {
      document.removeEventListener("visibilitychange", hidden);
      described.leave();
      found.leave();
    },
  };
}
