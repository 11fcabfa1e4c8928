// One unit on the page: it shows a step at a time, sends what the learner does, and draws what
// the server answers. Several units may share a page; each knows its own root alone.
import { locale } from "../shared/locale.js";
import { node } from "../shared/http.js";
import { enhanceBubbles } from "./bubbles.js";
import { enhanceCommitment } from "./commitment.js";
import { enhanceDialogues } from "./dialogue.js";
import { enhanceEvidence } from "./evidence.js";
import { problem, sender } from "./http.js";
import { offerCopy } from "./mine.js";
import { enhancePractice } from "./practice.js";
import { enhanceQuiz } from "./quiz.js";
import { offerSheets } from "./sheets.js";
import { walk } from "./steps.js";
import { enhanceVideo } from "./video.js";
import { enhanceWriting } from "./writing.js";

const REGIONS = {
  video: enhanceVideo,
  bubbles: enhanceBubbles,
  noticing: enhancePractice,
  anchor: enhancePractice,
  anchor_again: enhancePractice,
  first_reaction: enhancePractice,
  quiz: enhanceItems,
  commitment: enhanceCommitment,
  reflection: enhanceReflection,
};

/** Regions that lie within another, and are drawn on their own as well. */
const WITHIN = { video: ["bubbles", "noticing"] };

/** Return what several parts of a region answer, as one. */
function together(parts) {
  const some = (name) => () => parts.some((part) => part[name] && part[name]());
  return {
    busy: some("busy"),
    unheld: some("unheld"),
    leave: () => parts.map((part) => part.leave && part.leave()),
    restore: (kept) => parts.forEach((part, at) => part.restore && part.restore((kept || [])[at])),
  };
}

function enhanceItems(section, unit) {
  return together([enhanceQuiz, enhanceDialogues, enhancePractice].map((one) => one(section, unit)));
}

function enhanceReflection(section, unit) {
  enhanceEvidence(section, unit);
  // The latter are requests for another look.
  return together([enhanceWriting, enhancePractice].map((one) => one(section, unit)));
}

function localize(root) {
  const format = new Intl.DateTimeFormat(locale(root.lang), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  for (const time of root.querySelectorAll("time[datetime]")) {
    time.textContent = format.format(new Date(time.dateTime));
  }
}

export function start(runtime, element, args) {
  // In Studio the unit's summary stands above the page that authors try.
  const root = node(element).querySelector(".empathy:not(.empathy-studio)");
  if (!root || root.dataset.ready) return;
  root.dataset.ready = "yes";

  const { words } = args;
  const status = root.querySelector("[data-status]");
  const section = (name) => root.querySelector(`[data-region="${name}"]`);
  const enhanced = {};
  let announcing;

  const unit = { root, words, storageKey: args.storage_key, narrow: root.clientWidth < 900 };
  unit.offered = new Set();
  unit.strays = {};
  unit.send = sender(runtime, element, words);
  const steps = walk(root, words);

  unit.announce = (text) => {
    clearTimeout(announcing);
    status.textContent = "";
    // A pause, so that the same sentence twice is heard twice.
    announcing = setTimeout(() => {
      status.textContent = text;
    }, 100);
  };

  unit.focus = (id) => {
    const target = id && root.querySelector(`#${CSS.escape(id)}`);
    if (!target) return;
    const inside = target.closest("section[data-region]");
    if (inside) steps.show(inside.dataset.region);
    const fold = target.matches("summary") ? null : target.closest("details");
    if (fold) fold.open = true;
    target.focus();
  };

  function enhance(name) {
    const place = section(name);
    if (place && REGIONS[name]) enhanced[name] = REGIONS[name](place, unit) || {};
    for (const inner of WITHIN[name] || []) enhance(inner);
  }

  /** Draw the regions of an answer. `cause` is the region that asked. */
  unit.apply = ({ regions = {}, announce = "", focus = "" }, cause = "") => {
    for (const [name, html] of Object.entries(regions)) {
      const place = section(name);
      const before = enhanced[name] || {};
      // Writing that is not saved yet is never drawn over.
      if (!place || (name !== cause && before.busy && before.busy())) continue;
      const drawn = [name, ...(WITHIN[name] || [])].filter((one) => enhanced[one]);
      const kept = drawn.map((one) => enhanced[one].leave && enhanced[one].leave());
      place.innerHTML = html;
      enhance(name);
      drawn.forEach((one, at) => {
        if (enhanced[one].restore) enhanced[one].restore(kept[at]);
      });
    }
    localize(root);
    steps.refresh();
    if (announce) unit.announce(announce);
    unit.focus(focus);
  };

  async function act(button, handler, payload, then) {
    const place = button.closest("section[data-region]");
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    problem(place.querySelector("[data-problem]"), "");
    const answer = await unit.send(handler, payload);
    button.removeAttribute("aria-busy");
    if (!answer.ok) {
      problem(place.querySelector("[data-problem]"), answer.message);
      return;
    }
    unit.apply(answer.body, place.dataset.region);
    then(place.dataset.region);
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose], [data-read-transcript]");
    if (!button) return;
    if (button.dataset.choose) {
      act(button, "choose_version", { version: button.dataset.choose }, (from) => {
        if (from === "content_note") steps.move(1);
        else steps.show(from, true);
      });
    } else {
      act(button, "read_transcript", {}, (from) => steps.show(from, true));
    }
  });

  const again = root.querySelector("[data-start-over]");
  if (again) {
    again.addEventListener("click", async () => {
      const said = again.closest("div").querySelector("[data-problem]");
      problem(said, "");
      const answer = await unit.send("start_over", {});
      if (!answer.ok) {
        problem(said, answer.message);
        return;
      }
      for (const one of Object.values(enhanced)) if (one && one.leave) one.leave();
      unit.apply(answer.body, "reflection");
      steps.show(root.querySelector("section[data-region]").dataset.region, true);
    });
  }

  const inner = Object.values(WITHIN).flat();
  for (const name of Object.keys(REGIONS)) if (!inner.includes(name)) enhance(name);
  offerCopy(root, unit);
  offerSheets(root, unit);
  localize(root);
  window.addEventListener("beforeunload", (event) => {
    if (Object.values(enhanced).some((one) => one.unheld && one.unheld())) event.preventDefault();
  });
  // Where words were put back is where the learner was, unless a reflection is being written.
  const writes = [...root.querySelectorAll("[data-response]")].some((field) => field.value);
  steps.show((!writes && unit.begunAt) || args.start);
}
