// Saving, leaving, and unsaved work that is offered back.
import { locale } from "../shared/locale.js";
import { post } from "../shared/http.js";
import { same } from "./form.js";
import { forget, keep, kept } from "./keep.js";
import { takeIds } from "./opening.js";
import { remember, show } from "./shape.js";
import { openTab } from "./tabs.js";

export async function save(editor) {
  const { root, find, region, notify } = editor;
  if (editor.busy) return;
  editor.stopChecks();
  editor.busy = true;
  editor.say("");
  find("save").disabled = true;
  notify("save", { state: "start" });
  const sent = editor.written();
  const { version, confirmed: confirm } = editor;
  editor.confirmed = null;
  const answer = await post(editor.runtime, editor.element, "studio_save", { ...sent, version, confirm });
  editor.busy = false;
  find("save").disabled = false;
  if (answer.status === 200) {
    editor.version = answer.body.version;
    for (const field of editor.body.querySelectorAll("[data-field$='.id']")) {
      field.value = answer.body.form[field.dataset.field] || field.value;
    }
    takeIds(editor.body, answer.body.form);
    editor.settled();
    region("conflict").innerHTML = "";
    region("launched").innerHTML = "";
    forget(root);
    editor.say(root.dataset.saved);
    notify("save", { state: "end" });
    return;
  }
  keep(root, { ...sent, version });
  const message = editor.failed(answer);
  notify("error", { title: root.querySelector("h2").textContent, message });
  if (answer.status === 409) {
    toAnswer(region(answer.body.field === "confirm" ? "launched" : "conflict"));
  } else if (answer.status === 422) {
    find("list").open = true;
    const first = root.querySelector("[data-region='problems'] button");
    if (first) first.focus();
  }
}

/** Go to what the server drew above the form. */
function toAnswer(place) {
  place.focus();
  place.scrollIntoView({ block: "nearest" });
}

/** Save, now that the author has seen what learners' results rest on. */
export function confirm(editor, button) {
  editor.confirmed = button.dataset.confirm;
  save(editor);
}

/** Show what would become of learners' results. Nothing is saved. */
export async function compare(editor) {
  const answer = await editor.ask("studio_compare", editor.written());
  if (!answer) return;
  editor.put(answer);
  editor.say(answer.announce);
  toAnswer(editor.region("launched"));
}

export function dismiss(editor) {
  editor.region("launched").innerHTML = "";
  editor.find("save").focus();
}

export function question(editor, open) {
  editor.find("question").hidden = !open;
  editor.find("buttons").hidden = open;
  editor.find(open ? "stay" : "cancel").focus();
}

export function cancel(editor) {
  if (editor.changed()) question(editor, true);
  else editor.notify("cancel", {});
}

export function leave(editor) {
  forget(editor.root);
  editor.settled();
  editor.notify("cancel", {});
}

/** Offer what was not saved the last time, if it says anything else than what is there. */
export function offer(editor) {
  const { root, find, saved } = editor;
  const work = kept(root);
  if (!work || (work.form ? same(work.form, saved.form) : work.olx === saved.olx)) {
    forget(root);
    return;
  }
  editor.offered = work; // what is written from here on is kept in its place
  find("kept").hidden = false;
  find("kept-at").textContent = new Date(work.at).toLocaleString(
    locale(document.documentElement.lang),
  );
  find("kept").focus({ preventScroll: true });
}

export async function bringBack(editor) {
  const { find, source, version, offered: work } = editor;
  const before = editor.form();
  editor.version = work.version || version; // what it was written over
  if (work.form) {
    if (!(await show(editor, work.form))) {
      editor.version = version;
      return;
    }
    remember(editor, before, editor.root.dataset.shown);
  } else {
    source.value = work.olx;
    openTab(editor, "source");
    editor.check(false);
    source.focus();
  }
  find("kept").hidden = true;
}

export function discard(editor) {
  forget(editor.root);
  editor.find("kept").hidden = true;
  editor.find("cancel").focus();
}
