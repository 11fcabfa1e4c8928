// One player for every film, whatever it comes from. It is a part of the browser's own
// HTMLMediaElement, so that a <video> is one as it is, and linked.js makes one of another site's:
//
//   currentTime   seconds; set it to seek        duration   seconds, NaN until it is known
//   playbackRate  1 as made; may be set          paused, seeking, ended
//   play() pause() focus() scrollIntoView()
//   events        loadedmetadata play pause timeupdate seeking seeked ratechange ended
//
// What is heard besides: "unplayable", when nothing of it can be played here.
import { linked } from "./linked.js";

const SOURCES_TRIED_AFTER = 3000;

/** Return {player, leave} for the film of a section, or null where there is none to play. */
export function playerOf(section) {
  const place = section.querySelector("[data-video]");
  if (!place) return null;
  if (place.dataset.linked) return linked(place);
  const source = place.querySelector("source");
  if (place.dataset.stream && !place.canPlayType(source.type)) return stream(place, source.src);
  return file(place);
}

function tellUnplayable(video) {
  video.dispatchEvent(new Event("unplayable"));
}

function file(video) {
  // No source is left to try: at once the browser says so too, while it looks for one.
  const look = () => {
    if (video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE) tellUnplayable(video);
  };
  const sources = video.querySelectorAll("source");
  sources[sources.length - 1].addEventListener("error", () => setTimeout(look));
  setTimeout(look, SOURCES_TRIED_AFTER);
  return { player: video, leave() {} };
}

/** The script that plays streams is loaded when the film is seen, and by nobody else. */
function stream(video, address) {
  let letGo = null;
  let gone = false;
  const failed = () => tellUnplayable(video);
  const begin = () => {
    if (!gone) letGo = window.EmpathyStream(video, address, failed);
  };
  const seen = new IntersectionObserver(([entry]) => {
    if (!entry.isIntersecting) return;
    seen.disconnect();
    if (window.EmpathyStream) {
      begin();
      return;
    }
    const script = document.createElement("script");
    script.src = video.dataset.stream;
    script.onload = begin;
    script.onerror = failed;
    document.head.append(script);
  });
  seen.observe(video);
  return {
    player: video,
    leave() {
      gone = true;
      seen.disconnect();
      if (letGo) letGo();
    },
  };
}
