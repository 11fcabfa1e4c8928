// Plays a stream (HLS) in a <video> whose browser can't by itself. A file of its own, which the
// learner's page loads for such a film and in such a browser alone.
import Hls from "hls.js";

/**
 * Let `video` play the stream at `address`; `failed()` is called when it can't be. Returns a
 * function that lets go of it.
 */
window.EmpathyStream = (video, address, failed) => {
  if (!Hls.isSupported()) {
    failed();
    return () => {};
  }
  let mended = false;
  // Given its stream anew, by us or by the player itself, a film stands still without "pause".
  let playing = !video.paused;
  const follow = ({ type }) => {
    playing = type === "play";
  };
  const followed = ["play", "pause", "ended"];
  for (const name of followed) video.addEventListener(name, follow);
  const letGo = () => {
    for (const name of followed) video.removeEventListener(name, follow);
    hls.destroy();
  };
  // Without a worker no policy has to allow scripts that are made on the way.
  const hls = new Hls({ enableWorker: false });
  hls.on(Hls.Events.MEDIA_ATTACHED, () => {
    if (playing) video.play().catch(() => {}); // where it may not, its button is there
  });
  hls.on(Hls.Events.ERROR, (event, { fatal, type }) => {
    if (!fatal) return;
    if (type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
      mended = true;
      const at = video.currentTime;
      hls.recoverMediaError();
      hls.startLoad(at || -1); // at a fatal error the player has stopped loading
      return;
    }
    letGo();
    failed();
  });
  hls.loadSource(address);
  hls.attachMedia(video);
  return letGo;
};
