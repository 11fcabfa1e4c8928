// The instructor's pages: every form names its handler, the answer redraws the region.
import { start as startUnit } from "../learner/unit.js";
import { node, post } from "../shared/http.js";
import { asked as askedOfMany, startBulk } from "./bulk.js";
import { startClaims } from "./claims.js";
import { fields, sameList, withLevels } from "./fields.js";
import { startJobs } from "./jobs.js";
import { startKeys } from "./keys.js";
import { asked as askedByLink, offerLink } from "./link.js";
import { say, showIn } from "./page.js";
import { openSheet } from "./sheet.js";
import { guard } from "./unsaved.js";

window.EmpathyReview = function EmpathyReview(runtime, element, args) {
  const section = node(element).querySelector("[data-empathy-review]");
  if (!section || section.dataset.started) return;
  section.dataset.started = "yes";

  let busy = false;
  let pressed = null;
  let sheet = openSheet(section, beside);
  let list = {};
  const drawnOfMany = startBulk(section, {
    ask: (handler, body) => post(runtime, element, handler, body),
    show(body) {
      // Whoever stood in what was drawn anew stays near.
      const within = section.contains(document.activeElement);
      showIn(section, body);
      drawn();
      const heading = section.querySelector("h4[tabindex]");
      if (within && heading && !section.contains(document.activeElement)) heading.focus();
    },
  });

  /** Take hold of what was drawn. */
  function drawn() {
    sheet = openSheet(section, beside);
    offerLink(section, announce);
    drawnOfMany();
  }

  /** Return what a form asks for; the way back leads to the page of the list one came from. */
  function wanted(form, submitter) {
    const asked = fields(form, submitter);
    if (form.dataset.handler === "review_bulk") return askedOfMany(form, submitter);
    if (form.dataset.handler === "review_take_back") {
      return { ...asked, released: Number(asked.released) };
    }
    if (form.dataset.handler === "review_propose") {
      return { ...asked, confirmed: asked.confirmed === "yes" };
    }
    if ("levels" in form.dataset) return withLevels(asked);
    if (form.dataset.handler !== "review_queue") return asked;
    if ("back" in form.dataset && list.cursor && sameList(asked, list)) {
      return { ...asked, cursor: list.cursor };
    }
    list = asked;
    return asked;
  }

  function problem(form, text) {
    const own =
      form.querySelector("[data-own-problem]") ||
      section.querySelector(`[data-problem-of="${form.dataset.handler}"]`);
    const shared = sheet ? sheet.problem : section.querySelector("[data-problem]");
    (own || shared).textContent = text;
  }

  /** Say at the form's own place that an answer takes its time. */
  function waiting(form, text) {
    const place = section.querySelector(`[data-wait-of="${form.dataset.handler}"]`);
    if (place) place.textContent = text;
  }

  /** Send what is no form's: the marks that are being written stay. Return what to say of it. */
  async function beside(handler, body) {
    if (busy) return "";
    busy = true;
    const answer = await post(runtime, element, handler, body);
    busy = false;
    if (answer.status !== 200) {
      return answer.body.error || section.dataset[answer.status ? "failed" : "offline"];
    }
    showIn(section, { regions: answer.body.regions });
    return answer.body.announce;
  }

  async function send(form, submitter) {
    if (busy) return;
    busy = true;
    section.setAttribute("aria-busy", "true");
    problem(form, "");
    waiting(form, form.dataset.wait || "");
    const marking = sheet && form === sheet.form;
    const sent = marking ? fields(form) : null;
    const answer = await post(
      runtime,
      element,
      form.dataset.handler,
      marking ? sheet.payload(submitter) : wanted(form, submitter),
    );
    busy = false;
    section.removeAttribute("aria-busy");
    if (answer.status === 200) {
      const typed = marking || "keeps" in form.dataset ? sheet.since(sent) : {};
      const ref = sheet && sheet.ref;
      showIn(section, answer.body);
      drawn();
      if (sheet && sheet.ref === ref) sheet.enter(typed);
      return;
    }
    waiting(form, "");
    problem(form, answer.body.error || section.dataset[answer.status ? "failed" : "offline"]);
    if (marking) sheet.pointTo(answer);
  }

  // Safari before 15.4 does not say which button sent a form, but clicks it even for Enter.
  section.addEventListener("click", (event) => {
    pressed = event.target.closest("button");
  });

  section.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.handler) return; // a dialog's own
    event.preventDefault();
    const submitter = event.submitter || pressed;
    const go = () => send(form, submitter);
    const leaves = submitter && "leaves" in submitter.dataset;
    if (leaves && sheet && sheet.changed()) guard(section, submitter, go);
    else go();
  });

  window.addEventListener("beforeunload", (event) => {
    if (section.isConnected && sheet && sheet.changed()) event.preventDefault();
  });

  const announce = (text) => say(section.querySelector("[data-live]"), text);

  /** Open the reflection that a link leads to; the queue stays where there is none such. */
  async function openByLink(ref) {
    const answer = await post(runtime, element, "review_open", { ref });
    if (answer.status === 200) {
      showIn(section, answer.body);
      drawn();
      return;
    }
    section.querySelector("[data-problem]").textContent = [404, 422].includes(answer.status)
      ? section.dataset.gone
      : answer.body.error || section.dataset[answer.status ? "failed" : "offline"];
  }

  showIn(section, {});
  startKeys(section, () => sheet);
  startClaims(runtime, element, section, (text) => {
    const shared = sheet ? sheet.problem : section.querySelector("[data-problem]");
    shared.textContent = text;
  });
  const linked = askedByLink(section);
  if (linked) openByLink(linked);

  for (const one of node(element).querySelectorAll("[data-empathy-jobs], [data-empathy-sharing]")) {
    startJobs(runtime, element, one);
  }

  // Below the review stands the learner's page, which finds its handlers by the whole block.
  const unit = node(element).querySelector("[data-empathy-unit]");
  const below = { handlerUrl: (_, name) => runtime.handlerUrl(element, name) };
  if (unit) startUnit(below, unit, args);
};
