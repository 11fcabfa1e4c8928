// The form of the reflection: counting words, choosing between two versions, submitting.
import { deviceCopy, keepDrafts, showLeftOver } from "./drafts.js";
import { fill, problem } from "./http.js";

const WORD = /[\p{L}\p{N}_][\p{L}\p{N}\p{M}_'\u2019-]*/gu;
const SPEAK_AFTER = 2000;
const SPEAK_STEP = 10;

export const countWords = (text) => (text.match(WORD) || []).length;

function leftOver(section, unit) {
  const copy = deviceCopy(unit.storageKey);
  const kept = copy.read();
  const text = kept && kept.responses ? Object.values(kept.responses).join("\n\n").trim() : "";
  if (text) showLeftOver(section, unit, text, copy.remove);
  else copy.remove();
}

export function enhanceWriting(section, unit) {
  const form = section.querySelector("[data-form]");
  const rubric = section.querySelector("[data-rubric]");
  if (rubric && unit.narrow) rubric.open = false;
  if (!form) {
    leftOver(section, unit);
    return {};
  }
  const { words } = unit;
  const within = (selector) => form.querySelector(selector);
  const fields = [...form.querySelectorAll("[data-response]")];
  // A field may be called “dataset”, and would then stand in the form's place of that name.
  const given = (name) => Number(form.getAttribute(`data-${name}`));
  const [least, most, number] = [given("least"), given("most"), given("number")];
  const writing = section.querySelector("[data-writing]");
  const revise = section.querySelector("[data-revise]");
  const copy = deviceCopy(unit.storageKey);
  const ratings = [...form.querySelectorAll("[data-rate]")];
  const rated = () => {
    const chosen = ratings.filter((select) => select.value);
    return Object.fromEntries(chosen.map((select) => [select.dataset.rate, select.value]));
  };

  const read = () => Object.fromEntries(fields.map((field) => [field.name, field.value]));
  function write(responses) {
    for (const field of fields) field.value = responses[field.name] || "";
    showCount();
  }

  const count = () => countWords(fields.map((field) => field.value).join("\n\n"));
  const judge = (found) => (found < least ? "few" : found > most ? "many" : "fits");
  let spoken = { count: count(), judged: judge(count()) };
  let speaking;

  function showCount() {
    const found = count();
    const judged = judge(found);
    const sentence = { few: words.words_few, many: words.words_many, fits: words.words }[judged];
    const place = within("[data-words]");
    place.textContent = fill(sentence, { count: found, min: least, max: most });
    place.dataset.state = judged;
    clearTimeout(speaking);
    if (judged === spoken.judged && Math.abs(found - spoken.count) < SPEAK_STEP) return;
    speaking = setTimeout(() => {
      spoken = { count: found, judged };
      unit.announce(place.textContent);
    }, SPEAK_AFTER);
  }

  let stands = "saved";
  function say(kind, message) {
    const place = within("[data-saved]");
    if (kind === "restored") {
      const notice = within("[data-notice]");
      notice.textContent = message;
      notice.hidden = false;
      unfold();
      unit.announce(message);
      return;
    }
    place.textContent = message;
    place.dataset.state = kind;
    // Heard when things turn, not at each save.
    if (kind !== "saving" && kind !== stands) {
      stands = kind;
      unit.announce(message);
    }
  }

  function conflict(other, atOnce) {
    const panel = within("[data-conflict]");
    const theirs = fields.map((field) => other.responses[field.name] || "").join("\n\n");
    const message = theirs.trim() ? words.conflict : words.conflict_empty;
    within("[data-conflict-text]").textContent = message;
    within("[data-other]").textContent = theirs;
    within("[data-saved]").textContent = "";
    unfold();
    panel.hidden = false;
    if (atOnce) panel.focus();
    else unit.announce(message);
  }

  function unfold() {
    writing.hidden = false;
    if (revise) revise.parentElement.hidden = true;
  }

  showCount();
  clearTimeout(speaking);
  const drafts = keepDrafts({
    unit, copy, base: given("revision"), read, write, say, conflict,
  });

  function settleConflict(useOther) {
    within("[data-conflict]").hidden = true;
    drafts.resolve(useOther);
    if (useOther) unit.announce(words.conflict_use);
    fields[0].focus();
  }

  function confirming(on) {
    within("[data-confirm]").hidden = !on;
    within("[data-submit]").hidden = on;
  }

  function ask() {
    const undecided = within("[data-conflict]");
    if (!undecided.hidden) {
      undecided.focus();
      return;
    }
    const found = count();
    const judged = judge(found);
    problem(within("[data-problem]"), "");
    if (judged !== "fits") {
      const sentence = judged === "few" ? words.too_few : words.too_many;
      problem(within("[data-problem]"), fill(sentence, { count: found, min: least, max: most }));
      return;
    }
    within("[data-confirm-text]").textContent = fill(words.confirm, { count: found });
    confirming(true);
    within("[data-confirm]").focus();
  }

  let sending = false;
  async function submit() {
    if (sending) return;
    sending = true;
    form.setAttribute("aria-busy", "true");
    for (const field of fields) field.readOnly = true;
    unit.announce(words.sending);
    await drafts.pause();
    const sent = { responses: read(), number, base: drafts.base() };
    if (ratings.length) sent.rated = rated();
    const answer = await unit.send("submit_reflection", sent);
    sending = false;
    form.removeAttribute("aria-busy");
    if (answer.ok) {
      copy.remove();
      unit.apply(answer.body, "reflection");
      return;
    }
    for (const field of fields) field.readOnly = false;
    drafts.goOn();
    confirming(false);
    if (answer.status === 409 && answer.body.draft) drafts.meet(answer.body.draft);
    else problem(within("[data-problem]"), answer.message);
  }

  const on = (selector, name, act) => within(selector).addEventListener(name, act);
  form.addEventListener("input", () => {
    showCount();
    confirming(false);
    drafts.changed();
  });
  form.addEventListener("focusout", () => drafts.save());
  // What does not arrive now comes with the submission.
  for (const select of ratings) {
    select.addEventListener("change", () => unit.send("rate_self", { levels: rated() }));
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!sending) ask();
  });
  on("[data-send]", "click", submit);
  on("[data-keep-writing]", "click", () => {
    confirming(false);
    fields[0].focus();
  });
  on("[data-use-other]", "click", () => settleConflict(true));
  on("[data-keep-mine]", "click", () => settleConflict(false));
  if (revise) {
    revise.addEventListener("click", () => {
      unfold();
      section.querySelector("[data-revision-title]").focus();
    });
  }

  return { busy: drafts.dirty, leave: drafts.end };
}
