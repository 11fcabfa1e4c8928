// A reflection stays its reviewer's while they work on it: asked for anew when something was
// done on the page since the last time. A page that was left open lets go of it after a while.
import { post } from "../shared/http.js";

const EVERY = 2 * 60 * 1000;
const SIGNS = ["keydown", "pointermove", "scroll", "input"];

/** `say` shows a sentence where problems of the sheet are told. */
export function startClaims(runtime, element, section, say) {
  let busy = true;
  for (const sign of SIGNS) {
    section.addEventListener(
      sign,
      () => {
        busy = true;
      },
      { capture: true, passive: true },
    );
  }
  const timer = setInterval(async () => {
    if (!section.isConnected) clearInterval(timer);
    const claim = section.isConnected && section.querySelector("[data-claim]");
    if (!claim || !busy) return;
    busy = false;
    const answer = await post(runtime, element, "review_claim", { ref: claim.dataset.claim });
    if (claim.isConnected && answer.status === 200 && !answer.body.mine) {
      claim.remove();
      say(answer.body.says);
    }
  }, EVERY);
}
