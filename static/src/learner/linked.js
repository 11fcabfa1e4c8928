// A film that another site plays, as a player of player.js. The site's own player is loaded into a
// frame when the learner asks for it, and spoken with by messages; no script of theirs runs here.
// How each site is spoken with is in sites.js, and nothing here names one.
//
// What a player reports comes late, and may be from before the last seek or pause. So the player
// here keeps what it was last told, and when, and tells the page of what differs from that:
//
//   message of the frame -> hear -> site.read -> take (speed, length, playing, ended)
//                                                 -> moveTo (the time: goes on, or jumped)
import { SITES } from "./sites.js";

// All in milliseconds, but for JUMP.
const SILENT_AFTER = 8000;
const ASK_AGAIN = 250;
// A player that simply plays reports about four times a second; more than this, in seconds, beside
// what the clock says is a jump.
const JUMP = 1.5;
// After the page has paused it, a player may still report that it plays, from a moment before.
const SETTLES = 500;

class Linked extends EventTarget {
  constructor(place, site) {
    super();
    this.place = place;
    this.site = site;
    this.load = place.querySelector("[data-load]");
    this.frame = null;
    this.ready = false;
    this.duration = NaN;
    this.paused = true;
    this.seeking = false;
    this.ended = false;
    // The last time it reported, or was sent to, in seconds; and when that was, on the page's clock.
    this.time = 0;
    this.timeAt = 0;
    // Where the page sent it, in seconds, until it is there; null where it was not sent anywhere.
    this.target = null;
    this.rate = 1;
    this.wantedRate = 1;
    this.pausedAt = -SETTLES;
    this.send = (message) => {
      if (this.frame && this.frame.contentWindow) {
        this.frame.contentWindow.postMessage(this.site.encode(message), this.site.origin);
      }
    };
    this.hear = this.hear.bind(this);
    place.hidden = false;
    this.load.addEventListener("click", () => this.open());
  }

  get currentTime() {
    return this.time;
  }

  set currentTime(seconds) {
    this.target = seconds;
    this.time = seconds;
    this.timeAt = performance.now();
    this.seeking = true;
    this.emit("seeking");
    if (this.ready) this.site.seek(this.send, seconds);
  }

  get playbackRate() {
    return this.rate;
  }

  /** It is the site that says whether a speed is taken; Vimeo leaves that to a film's owner. */
  set playbackRate(rate) {
    this.wantedRate = rate;
    if (this.ready) this.site.rate(this.send, rate);
  }

  /** Play; what is not loaded yet is for the learner to load, who is told from where. */
  play() {
    if (this.ready) this.site.play(this.send);
    else this.focus();
  }

  pause() {
    if (this.ready) this.site.pause(this.send);
    this.take({ playing: false });
    this.pausedAt = performance.now();
  }

  focus() {
    (this.frame || this.load).focus();
  }

  scrollIntoView() {
    this.place.scrollIntoView();
  }

  /** Load the site's player, in place of the button that asked for it. */
  open() {
    this.frame = this.framed();
    window.addEventListener("message", this.hear);
    const told = document.getElementById(this.load.getAttribute("aria-describedby"));
    if (told) told.hidden = true;
    this.place.replaceChildren(this.frame);
    this.asking = setInterval(() => this.site.hello(this.send), ASK_AGAIN);
    this.silence = setTimeout(() => this.emit("unplayable"), SILENT_AFTER);
    this.focus();
    this.emit("open");
  }

  framed() {
    const { embed, start, title } = this.place.dataset;
    const address = new URL(embed);
    this.site.begins(address, this.target === null && Number(start) ? start : "");
    const frame = document.createElement("iframe");
    frame.title = title;
    frame.allow = "autoplay; encrypted-media; picture-in-picture";
    frame.allowFullscreen = true;
    // The platform's own policy may be to tell nobody; the player would refuse to play.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = address.href;
    return frame;
  }

  hear({ source, origin, data }) {
    if (!this.frame || source !== this.frame.contentWindow || origin !== this.site.origin) return;
    const message = parsed(data);
    if (!message) return;
    const report = this.site.read(message);
    if (report.failed) {
      this.stopAsking();
      this.emit("unplayable");
      return;
    }
    if (report.ready && !this.ready) this.begin();
    if (report.refused) this.emit("ratechange");
    if (this.ready) this.take(report);
  }

  /** It is ready: ask it what the page wanted of it meanwhile. */
  begin() {
    this.ready = true;
    this.timeAt = performance.now();
    this.stopAsking();
    this.site.begin(this.send);
    if (this.target !== null) this.site.seek(this.send, this.target);
    if (this.wantedRate !== 1) this.site.rate(this.send, this.wantedRate);
    this.emit("playable");
  }

  stopAsking() {
    clearInterval(this.asking);
    clearTimeout(this.silence);
  }

  emit(name) {
    this.dispatchEvent(new Event(name));
  }

  /** Take what the player reports of itself, and tell the page in the words of a <video>. */
  take({ time, duration, rate, playing, ended }) {
    if (duration > 0 && duration !== this.duration) {
      const first = !(this.duration > 0);
      this.duration = duration;
      if (first) this.emit("loadedmetadata");
    }
    if (rate > 0 && rate !== this.rate) {
      this.rate = rate;
      this.emit("ratechange");
    }
    if (typeof time === "number") this.moveTo(time);
    const settled = performance.now() - this.pausedAt > SETTLES;
    if (playing === this.paused && (settled || !playing)) {
      this.paused = !playing;
      this.timeAt = performance.now();
      this.emit(playing ? "play" : "pause");
    }
    if (Boolean(ended) !== this.ended && (ended || playing)) {
      this.ended = Boolean(ended);
      if (ended) this.emit("ended");
    }
  }

  /** Take the time it reports: it goes on as expected, has jumped, or is where it was sent. */
  moveTo(time) {
    const now = performance.now();
    if (this.isFromBeforeTheSeek(time, now)) return;
    if (!this.seeking && this.hasJumpedTo(time, now)) {
      this.seeking = true;
      this.emit("seeking");
    }
    const goesOn = this.paused && !this.seeking && time > this.time + 0.1;
    this.time = time;
    this.timeAt = now;
    // Its word that it plays was lost, or not believed.
    if (goesOn && now - this.pausedAt > 2 * SETTLES) this.take({ playing: true });
    if (this.seeking) {
      this.seeking = false;
      this.target = null;
      this.emit("seeked");
    } else if (!this.paused) {
      this.emit("timeupdate");
    }
  }

  isFromBeforeTheSeek(time, now) {
    const elsewhere = this.seeking && Math.abs(time - this.target) > JUMP;
    return elsewhere && now - this.timeAt < SILENT_AFTER;
  }

  hasJumpedTo(time, now) {
    const played = this.paused ? 0 : ((now - this.timeAt) / 1000) * this.rate;
    return time < this.time - 0.5 || time > this.time + played + JUMP;
  }

  leave() {
    this.stopAsking();
    window.removeEventListener("message", this.hear);
  }
}

/** Return the object that a message holds, sent as one or as a JSON text; null for anything else. */
function parsed(data) {
  try {
    const message = typeof data === "string" ? JSON.parse(data) : data;
    return message && typeof message === "object" ? message : null;
  } catch (error) {
    return null;
  }
}

/**
 * Return {player, leave} for a place that a film of another site is to be played in; null, and an
 * error for whoever added the site, where nothing in sites.js speaks with it.
 */
export function linked(place) {
  const name = place.dataset.linked;
  const site = SITES[name];
  if (!site) {
    console.error(`A film of "${name}" can't be played: SITES in learner/sites.js has no such site.`);
    return null;
  }
  const player = new Linked(place, site);
  return { player, leave: () => player.leave() };
}
