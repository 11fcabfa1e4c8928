// Sending what a learner did, and saying in words what went wrong.
import { post } from "../shared/http.js";

/** Fill {names} in a sentence. */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}

/**
 * Return a function (handler, payload) that resolves to {ok, status, body, message}; `message`
 * is for the learner, and empty where all went well.
 */
export function sender(runtime, element, words) {
  return async (handler, payload) => {
    const { status, body } = await post(runtime, element, handler, payload);
    const ok = status >= 200 && status < 300;
    let message = "";
    if (!ok) {
      if (body.error) message = body.error;
      else if (status === 0) message = words.network;
      else message = status === 401 || status === 403 ? words.signed_out : words.server;
    }
    return { ok, status, body, message };
  };
}

/** Show `message` in a place that is announced, and move there; an empty one hides the place. */
export function problem(place, message) {
  if (!place) return;
  place.textContent = message;
  place.hidden = !message;
  if (message) place.focus();
}
