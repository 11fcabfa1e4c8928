// Trying the rubric: a sample answer whose marks move while the form changes; keeping it.
import { post } from "../shared/http.js";
import { redraw, remember } from "./shape.js";

const AFTER = 700; // milliseconds without a key

/** What is being tried, as the server wants it; null as long as nothing was marked. */
export function trial(editor) {
  const { tried } = editor;
  if (!tried || !editor.region("tried")) return null;
  return { sample: tried.sample, text: tried.sample ? "" : tried.text, before: tried.before };
}

/** What the author chose beside the engine's marks, to be kept while these are drawn anew. */
function chosen(place) {
  const values = new Map();
  for (const field of place.querySelectorAll("[data-own], [data-own-why]")) values.set(field.id, field.value);
  return values;
}

/** Put in what the server said of the sample. What moved is said aloud once. */
export function putTried(editor, answer) {
  if (!answer || !editor.tried) return;
  const place = editor.region("tried");
  const values = editor.tried.fresh ? new Map() : chosen(place);
  const { id, selectionStart: start } = place.contains(document.activeElement) ? document.activeElement : {};
  const open = place.scrollTop;
  place.innerHTML = answer.regions.tried;
  place.scrollTop = open;
  for (const [name, value] of values) {
    const field = place.querySelector(`#${CSS.escape(name)}`);
    const there = field && (field.tagName !== "SELECT" || [...field.options].some((one) => one.value === value));
    if (there && !field.dataset.mirror) field.value = value;
  }
  const again = id && place.querySelector(`#${CSS.escape(id)}`);
  if (again) {
    again.focus({ preventScroll: true });
    if (again.type === "text") again.setSelectionRange(start, start);
  }
  const { tried } = editor;
  if (tried.sample) editor.find("sample").value = answer.text;
  if (!tried.before || !Object.keys(tried.before).length) tried.before = answer.marks;
  const said = answer.announce;
  if (said && said !== tried.said) editor.say(said);
  tried.said = said;
  tried.fresh = false;
}

/** Mark what is being tried by the form as it stands now, without a word on what else is wrong. */
async function mark(editor) {
  const { tried } = editor;
  const round = (tried.round = (tried.round || 0) + 1);
  const sent = { form: editor.form(), ...trial(editor) };
  const answer = await post(editor.runtime, editor.element, "studio_try", sent);
  if (editor.tried !== tried || round !== tried.round) return null; // something else is tried by now
  if (answer.status !== 200) {
    editor.tried = null;
    editor.failed(answer);
    return null;
  }
  putTried(editor, answer.body);
  return answer.body;
}

/** Begin with a text or a sample: what moves is told from here on. */
async function begin(editor, about) {
  clearTimeout(editor.trialTimer);
  editor.tried = { sample: "", text: "", before: {}, fresh: true, ...about };
  return mark(editor);
}

/** Mark the text that stands there. */
export async function tryRubric(editor) {
  const answer = await begin(editor, { sample: editor.find("pick").value, text: editor.find("sample").value });
  if (answer) editor.region("tried").focus();
}

/** Take a sample from the list; the focus stays there. */
function pick(editor, name) {
  if (name) begin(editor, { sample: name });
  else {
    clearTimeout(editor.trialTimer);
    editor.tried = null;
    editor.find("sample").value = "";
    editor.region("tried").innerHTML = "";
  }
}

/** Something was typed or chosen in the trial; says whether it was. */
export function triedField(editor, target) {
  if (target.dataset.mirror) {
    const field = editor.body.querySelector(`[data-field="${CSS.escape(target.dataset.mirror)}"]`);
    if (field) field.value = target.value;
    editor.wrote();
    return true;
  }
  if ("pick" in target.dataset) {
    clearTimeout(editor.trialTimer);
    editor.trialTimer = setTimeout(() => pick(editor, target.value), AFTER / 2);
    return true;
  }
  if ("sample" in target.dataset) {
    editor.find("pick").value = ""; // a text of one's own from here on
    clearTimeout(editor.trialTimer);
    editor.trialTimer = setTimeout(() => {
      if (target.value.trim()) begin(editor, { text: target.value });
    }, AFTER);
    return true;
  }
  return "own" in target.dataset || "ownWhy" in target.dataset;
}

/** After the form was drawn anew: the list may be another, and what is kept may stand elsewhere. */
export function tryAgain(editor) {
  if (!editor.tried) return;
  const list = editor.find("pick");
  list.value = editor.tried.sample;
  if (list.value !== editor.tried.sample) {
    list.value = "";
    editor.tried.sample = "";
    editor.tried.text = editor.find("sample").value;
  }
  if (editor.find("sample").value.trim()) mark(editor);
}

/** Keep what was tried as a sample answer of the unit, with the author's marks. */
export async function keepAnswer(editor) {
  const place = editor.region("tried");
  const marks = [];
  for (const field of place.querySelectorAll("[data-own]")) {
    const level = field.selectedIndex - 1;
    const criterion = Number(field.dataset.own);
    const why = place.querySelector(`[data-own-why="${criterion}"]`).value;
    if (level >= 0) marks.push({ criterion, level, text: why });
  }
  const form = editor.form();
  const sent = { form, action: { do: "keep" }, answer: { text: editor.find("sample").value, marks } };
  const answer = await editor.ask("studio_edit", sent);
  if (!answer) return;
  remember(editor, form, editor.root.dataset.shown);
  editor.tried = null; // drawn once, when its place is known
  redraw(editor, answer);
  const name = editor.body.querySelector(`[data-field="${CSS.escape(answer.focus)}.id"]`).value;
  editor.find("pick").value = name;
  await begin(editor, { sample: name });
  editor.say(answer.announce);
  editor.region("tried").focus();
}
