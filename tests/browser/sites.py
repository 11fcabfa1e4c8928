"""Small pages that stand in for the players of YouTube and Vimeo, and speak as those do.

What they say and when is described, with its sources, in static/src/learner/sites.js. Both play
a film of 95.4 seconds that is not there: a clock, which runs, stops and is moved as told. What was
asked of a page is kept in its `window.asked`.
"""

from __future__ import annotations

from typing import Any

YOUTUBE, VIMEO = "https://www.youtube-nocookie.com/", "https://player.vimeo.com/"

_CLOCK = """<!doctype html><html lang="en"><title>Stands in</title>
<body style="margin:0;background:#345;color:#fff"><button id="p">Another site's player</button>
<script>
const asked = window.asked = [];
const query = new URLSearchParams(location.search);
const LENGTH = 95.4;
let playing = false, at = 0, since = 0, rate = 1;
const time = () =>
  playing ? Math.min(LENGTH, at + ((performance.now() - since) / 1000) * rate) : at;
window.plays = () => playing;
function settle(change) { at = time(); since = performance.now(); change(); }
"""

_YOUTUBE = """
const home = query.get("origin");
let listening = false, wants = [];
const tell = (event, info = null) =>
  listening && parent.postMessage(JSON.stringify({ event, info, id: 1 }), home);
function state(playerState) {
  tell("infoDelivery", { playerState, currentTime: time() });
  if (wants.includes("onStateChange")) tell("onStateChange", playerState);
}
const calls = {
  addEventListener: (name) => wants.push(name),
  playVideo: () => settle(() => { playing = true; state(1); }),
  pauseVideo: () => settle(() => { playing = false; state(2); }),
  seekTo: (to) => { settle(() => { at = to; }); tell("infoDelivery", { currentTime: to }); },
  setPlaybackRate: (to) => {
    settle(() => { rate = to; });
    tell("infoDelivery", { playbackRate: to });
  },
};
window.byHand = calls;
addEventListener("message", ({ data, origin }) => {
  if (origin !== home || query.get("enablejsapi") !== "1") return;
  const message = JSON.parse(data);
  if (message.event === "listening" && !listening) {
    listening = true;
    tell("initialDelivery", { duration: LENGTH, currentTime: 0, playerState: -1 });
    tell("onReady");
    at = Number(query.get("start") || 0);
    if (FAILS) setTimeout(() => tell("onError", 150), 50);
    else if (query.get("autoplay")) setTimeout(calls.playVideo, 50);
  }
  if (message.event === "command") {
    asked.push([message.func, ...message.args]);
    calls[message.func](...message.args);
  }
});
setInterval(() => {
  if (!playing) return;
  tell("infoDelivery", { currentTime: time() });
  if (time() >= LENGTH) settle(() => { playing = false; state(0); });
}, 200);
</script>"""

_VIMEO = """
let home = "*", wants = [];
const send = (message) => parent.postMessage(JSON.stringify(message), home);
const where = () => ({ seconds: time(), duration: LENGTH, percent: time() / LENGTH });
const tell = (event, data = where()) => wants.includes(event) && send({ event, data });
const calls = {
  addEventListener: (name) => wants.push(name),
  ping: () => send({ method: "ping" }),
  getDuration: () => send({ method: "getDuration", value: LENGTH }),
  play: () => settle(() => { playing = true; tell("play"); }),
  pause: () => settle(() => { playing = false; tell("pause"); }),
  setCurrentTime: (to) => { settle(() => { at = to; }); tell("seeking"); tell("seeked"); },
  setPlaybackRate: () =>
    send({ event: "error", data: { method: "setPlaybackRate", name: "Error", message: "no" } }),
};
window.byHand = calls;
addEventListener("message", ({ data, origin }) => {
  home = origin;
  asked.push([data.method, data.value]);
  calls[data.method](data.value);
});
at = Number((location.hash.match(/t=([\\d.]+)/) || [])[1] || 0);
send({ event: "ready" });
if (FAILS) setTimeout(() => send({ event: "error", data: { name: "PrivacyError" } }), 50);
else if (query.get("autoplay")) setTimeout(calls.play, 100);
setInterval(() => {
  if (!playing) return;
  tell("timeupdate");
  if (time() >= LENGTH) settle(() => { playing = false; tell("ended"); });
}, 200);
</script>"""


def stand_in(page: Any, *, fails: bool = False) -> list[str]:
    """Answer for both sites on `page`; return the addresses that are asked for, as they come."""
    asked: list[str] = []
    flag = f"const FAILS = {str(fails).lower()};"
    for site, script in ((YOUTUBE, _YOUTUBE), (VIMEO, _VIMEO)):

        def answer(route: Any, _request: Any, body: str = f"{_CLOCK}{flag}{script}") -> None:
            asked.append(route.request.url)
            route.fulfill(content_type="text/html", body=body)

        page.route(f"{site}**", answer)
    return asked


def unreachable(page: Any) -> None:
    """Let neither site be reached, as behind a school's filter."""
    for site in (YOUTUBE, VIMEO):
        page.route(f"{site}**", lambda route: route.abort())


def inside(page: Any) -> Any:
    """Return the frame that stands in, once it is there."""
    page.frame_locator("iframe").locator("#p").wait_for()
    return next(frame for frame in page.frames if frame.url.startswith((YOUTUBE, VIMEO)))
