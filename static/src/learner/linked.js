// A film that YouTube or Vimeo plays, as a player of player.js. Their own player is loaded into a
// frame when the learner asks for it, and spoken with by messages; no script of theirs runs here.
//
// Facts about YouTube's messages, from the player's own www-embed-player.js and pages that use
// them: JSON texts {event, info}. It answers {"event":"listening"} with initialDelivery and onReady,
// then sends infoDelivery with what has changed of currentTime, duration, playerState (0 ended,
// 1 playing, 2 paused, 3 buffering) and playbackRate; {"event":"command","func","args"} calls a
// function of the IFrame API, and its addEventListener asks for onStateChange and onError, whose
// info is a number. It refuses to play where no Referer tells it the page's origin.
//
// Facts about Vimeo's, from vimeo/player.js (src/lib/postmessage.js): objects {method, value} to
// it; from it {event, data} or {method, value}, as objects or JSON texts. It says "ready" first, and
// answers "ping"; addEventListener asks for an event, setCurrentTime seeks, getDuration is answered. An "error"
// that names a method is about that call alone, unless the film itself can't be had.

const SILENT_AFTER = 8000;
const ASK_AGAIN = 250;
// A player that simply plays reports about four times a second; more than this, in seconds, beside
// what the clock says is a jump.
const JUMP = 1.5;
// After the page has paused it, a player may still report that it plays, from a moment before.
const SETTLES = 500;

const youtube = {
  origin: "https://www.youtube-nocookie.com",
  hello: (send) => send({ event: "listening", id: 1, channel: "widget" }),
  encode: JSON.stringify,
  begin(send) {
    for (const name of ["onStateChange", "onError"]) this.call(send, "addEventListener", name);
  },
  call: (send, func, ...args) => send({ event: "command", func, args, id: 1, channel: "widget" }),
  play(send) {
    this.call(send, "playVideo");
  },
  pause(send) {
    this.call(send, "pauseVideo");
  },
  seek(send, seconds) {
    this.call(send, "seekTo", seconds, true);
  },
  rate(send, rate) {
    this.call(send, "setPlaybackRate", rate);
  },
  read({ event, info }) {
    if (event === "onError") return { failed: true };
    const state = event === "onStateChange" ? info : info && info.playerState;
    const told = event === "onStateChange" || !info ? {} : info;
    return {
      ready: event === "onReady" || event === "initialDelivery",
      time: told.currentTime,
      duration: told.duration,
      rate: told.playbackRate,
      playing: { 0: false, 1: true, 2: false }[state],
      ended: state === 0,
    };
  },
};

const VIMEO_EVENTS = "play pause ended timeupdate seeked playbackratechange error".split(" ");
const VIMEO_LOST = /Privacy|Password|NotFound|Unsupported/;

const vimeo = {
  origin: "https://player.vimeo.com",
  hello: (send) => send({ method: "ping" }),
  encode: (message) => message,
  begin(send) {
    for (const value of VIMEO_EVENTS) send({ method: "addEventListener", value });
    send({ method: "getDuration" });
  },
  play: (send) => send({ method: "play" }),
  pause: (send) => send({ method: "pause" }),
  seek: (send, value) => send({ method: "setCurrentTime", value }),
  rate: (send, value) => send({ method: "setPlaybackRate", value }),
  read({ event, method, data, value }) {
    if (method === "getDuration") return { duration: value };
    const told = data || {};
    if (event === "error") {
      return VIMEO_LOST.test(told.name) || !told.method ? { failed: true } : { refused: true };
    }
    return {
      ready: event === "ready" || method === "ping",
      time: told.seconds,
      duration: told.duration,
      rate: told.playbackRate,
      playing: { play: true, pause: false, ended: false }[event],
      ended: event === "ended",
    };
  },
};

class Linked extends EventTarget {
  constructor(place) {
    super();
    this.place = place;
    this.site = { youtube, vimeo }[place.dataset.linked];
    this.load = place.querySelector("[data-load]");
    this.frame = null;
    this.ready = false;
    this.time = 0;
    this.toldAt = 0;
    this.stoppedAt = -SETTLES;
    this.wanted = null;
    this.rate = 1;
    this.wish = 1;
    this.duration = NaN;
    this.paused = true;
    this.seeking = false;
    this.ended = false;
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
    this.wanted = seconds;
    this.time = seconds;
    this.toldAt = performance.now();
    this.seeking = true;
    this.tell("seeking");
    if (this.ready) this.site.seek(this.send, seconds);
  }

  get playbackRate() {
    return this.rate;
  }

  /** It is the site that says whether a speed is taken; Vimeo leaves that to a film's owner. */
  set playbackRate(rate) {
    this.wish = rate;
    if (this.ready) this.site.rate(this.send, rate);
  }

  /** Play; what is not loaded yet is for the learner to load, who is told from where. */
  play() {
    if (this.ready) this.site.play(this.send);
    else this.focus();
  }

  pause() {
    if (this.ready) this.site.pause(this.send);
    this.told({ playing: false });
    this.stoppedAt = performance.now();
  }

  focus() {
    (this.frame || this.load).focus();
  }

  scrollIntoView() {
    this.place.scrollIntoView();
  }

  open() {
    const { embed, start, title } = this.place.dataset;
    const address = new URL(embed);
    if (this.site === youtube) {
      address.searchParams.set("origin", window.location.origin);
      if (this.wanted === null && Number(start)) {
        address.searchParams.set("start", Math.floor(start));
      }
    } else if (this.wanted === null && Number(start)) {
      address.hash = `t=${start}s`;
    }
    const frame = document.createElement("iframe");
    frame.title = title;
    frame.allow = "autoplay; encrypted-media; picture-in-picture";
    frame.allowFullscreen = true;
    // The platform's own policy may be to tell nobody; the player would refuse to play.
    frame.referrerPolicy = "strict-origin-when-cross-origin";
    frame.src = address.href;
    this.frame = frame;
    window.addEventListener("message", this.hear);
    const told = document.getElementById(this.load.getAttribute("aria-describedby"));
    if (told) told.hidden = true;
    this.place.replaceChildren(frame);
    this.asking = setInterval(() => this.site.hello(this.send), ASK_AGAIN);
    this.silence = setTimeout(() => this.tell("unplayable"), SILENT_AFTER);
    this.focus();
    this.tell("open");
  }

  hear({ source, origin, data }) {
    if (!this.frame || source !== this.frame.contentWindow || origin !== this.site.origin) return;
    let message = data;
    try {
      if (typeof data === "string") message = JSON.parse(data);
    } catch (error) {
      return;
    }
    if (!message || typeof message !== "object") return;
    const told = this.site.read(message);
    if (told.failed) {
      clearInterval(this.asking);
      clearTimeout(this.silence);
      this.tell("unplayable");
      return;
    }
    if (told.ready && !this.ready) this.begin();
    if (told.refused) this.tell("ratechange");
    if (this.ready) this.told(told);
  }

  begin() {
    this.ready = true;
    this.toldAt = performance.now();
    clearInterval(this.asking);
    clearTimeout(this.silence);
    this.site.begin(this.send);
    if (this.wanted !== null) this.site.seek(this.send, this.wanted);
    if (this.wish !== 1) this.site.rate(this.send, this.wish);
    this.tell("playable");
  }

  tell(name) {
    this.dispatchEvent(new Event(name));
  }

  /** Take what the player says of itself, and tell it in the words of a <video>. */
  told({ time, duration, rate, playing, ended }) {
    if (duration > 0 && duration !== this.duration) {
      const first = !(this.duration > 0);
      this.duration = duration;
      if (first) this.tell("loadedmetadata");
    }
    if (rate > 0 && rate !== this.rate) {
      this.rate = rate;
      this.tell("ratechange");
    }
    if (typeof time === "number") this.reached(time);
    const settled = performance.now() - this.stoppedAt > SETTLES;
    if (playing === this.paused && (settled || !playing)) {
      this.paused = !playing;
      this.toldAt = performance.now();
      this.tell(playing ? "play" : "pause");
    }
    if (Boolean(ended) !== this.ended && (ended || playing)) {
      this.ended = Boolean(ended);
      if (ended) this.tell("ended");
    }
  }

  reached(time) {
    const now = performance.now();
    const meant = this.paused ? this.time : this.time + ((now - this.toldAt) / 1000) * this.rate;
    const late = this.seeking && Math.abs(time - this.wanted) > JUMP;
    // Reports from before a seek that is on its way.
    if (late && now - this.toldAt < SILENT_AFTER) return;
    const jumped = !this.seeking && (time < this.time - 0.5 || time > meant + JUMP);
    if (jumped) {
      this.seeking = true;
      this.tell("seeking");
    }
    const moves = this.paused && !this.seeking && time > this.time + 0.1;
    this.time = time;
    this.toldAt = now;
    // It goes on, and its word of that was lost, or not believed.
    if (moves && now - this.stoppedAt > 2 * SETTLES) this.told({ playing: true });
    if (this.seeking) {
      this.seeking = false;
      this.wanted = null;
      this.tell("seeked");
    } else if (!this.paused) {
      this.tell("timeupdate");
    }
  }

  leave() {
    clearInterval(this.asking);
    clearTimeout(this.silence);
    window.removeEventListener("message", this.hear);
  }
}

/** Return {player, leave} for a place that a film of another site is to be played in. */
export function linked(place) {
  const player = new Linked(place);
  return { player, leave: () => player.leave() };
}
