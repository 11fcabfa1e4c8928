// How the player of each other site is spoken with. A site's own player runs in a frame and takes
// and sends messages; no script of it runs in the page. linked.js has all that is the same for
// every site; what is here knows neither the page nor what is played.
//
// A site is an entry of SITES, by the name that empathy_xblock/learner/film.py gives it in PLAYERS:
//
//   origin                 where its messages come from, and go to
//   begins(address, start) adds to the address of its player what the page alone knows; `start` is
//                          where to begin, in seconds, as a text, or "" for the player's own choice
//   encode(message)        a message as it is posted
//   hello(send)            asks whether it is there, until it says that it is ready
//   begin(send)            asks it, once it is ready, to tell what happens
//   play(send) pause(send) seek(send, seconds) rate(send, rate)
//   read(message)          what a message of its says: {ready, time, duration, rate, playing, ended},
//                          undefined where it says nothing of that; {failed} if the film can't be
//                          had, {refused} if it did not do what was asked
//
// `send` posts one message. For example, what YouTube says after 4 seconds of a film of 95:
//
//   read({ event: "infoDelivery", info: { currentTime: 4, duration: 95, playerState: 1 } })
//   -> { ready: false, time: 4, duration: 95, playing: true, ended: false, rate: undefined }

// Facts about YouTube's messages, from the player's own www-embed-player.js and pages that use
// them: JSON texts {event, info}. It answers {"event":"listening"} with initialDelivery and onReady,
// then sends infoDelivery with what has changed of currentTime, duration, playerState (0 ended,
// 1 playing, 2 paused, 3 buffering) and playbackRate; {"event":"command","func","args"} calls a
// function of the IFrame API, and its addEventListener asks for onStateChange and onError, whose
// info is a number. It refuses to play where no Referer tells it the page's origin.
const YOUTUBE_PLAYING = { 0: false, 1: true, 2: false };

const youtube = {
  origin: "https://www.youtube-nocookie.com",
  begins(address, start) {
    address.searchParams.set("origin", window.location.origin);
    if (start) address.searchParams.set("start", Math.floor(start));
  },
  encode: JSON.stringify,
  hello: (send) => send({ event: "listening", id: 1, channel: "widget" }),
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
      playing: YOUTUBE_PLAYING[state],
      ended: state === 0,
    };
  },
};

// Facts about Vimeo's, from vimeo/player.js (src/lib/postmessage.js): objects {method, value} to
// it; from it {event, data} or {method, value}, as objects or JSON texts. It says "ready" first, and
// answers "ping"; addEventListener asks for an event, setCurrentTime seeks, getDuration is answered. An "error"
// that names a method is about that call alone, unless the film itself can't be had.
const VIMEO_EVENTS = "play pause ended timeupdate seeked playbackratechange error".split(" ");
const VIMEO_LOST = /Privacy|Password|NotFound|Unsupported/;
const VIMEO_PLAYING = { play: true, pause: false, ended: false };

const vimeo = {
  origin: "https://player.vimeo.com",
  begins(address, start) {
    if (start) address.hash = `t=${start}s`;
  },
  encode: (message) => message,
  hello: (send) => send({ method: "ping" }),
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
      playing: VIMEO_PLAYING[event],
      ended: event === "ended",
    };
  },
};

export const SITES = { youtube, vimeo };
