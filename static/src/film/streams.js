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
  // Without a worker no policy has to allow scripts that are made on the way.
  const hls = new Hls({ enableWorker: false });
  hls.on(Hls.Events.ERROR, (event, { fatal, type }) => {
    if (!fatal) return;
    if (type === Hls.ErrorTypes.MEDIA_ERROR && !mended) {
      mended = true;
      const playing = !video.paused; // it is given its stream anew, which stops it
      hls.recoverMediaError();
      if (playing) video.play().catch(() => {}); // where it may not, its button is there
      return;
    }
    hls.destroy();
    failed();
  });
  hls.loadSource(address);
  hls.attachMedia(video);
  return () => hls.destroy();
};
