// Changes of the form's shape, which the server draws; taking one back; starts.
import { fieldAt, reveal } from "./form.js";
import { forget, keep } from "./keep.js";
import { reach } from "./opening.js";
import { openTab } from "./tabs.js";

const MOST_UNDO = 30;

/** Remember the form as it was, to come back to. */
export function remember(editor, form, section) {
  editor.past.push({ form, section });
  if (editor.past.length > MOST_UNDO) editor.past.shift();
  editor.find("undo").disabled = false;
}

export function redraw(editor, answer, quiet) {
  const { body: html, ...others } = answer.regions;
  editor.draw(html);
  editor.put({ ...answer, regions: others }, quiet);
  if (answer.announce) editor.say(answer.announce);
  if (editor.changed()) keep(editor.root, { form: editor.form(), version: editor.version });
  else forget(editor.root);
}

/** After a move, the same arrow of the part that moved; so it can be moved on. */
function arrowAt(body, action, path) {
  if (!["up", "down"].includes(action.do)) return null;
  const of = (name) => body.querySelector(`[data-do="${name}"][data-path="${CSS.escape(path)}"]`);
  return of(action.do) || of(action.do === "up" ? "down" : "up");
}

export async function edit(editor, action) {
  const form = editor.form();
  const section = editor.root.dataset.shown;
  const answer = await editor.ask("studio_edit", { form, action });
  if (!answer) return;
  remember(editor, form, section);
  redraw(editor, answer, action.do === "add" && answer.focus);
  const { body, root } = editor;
  await reach(editor, answer.focus);
  const target = answer.focus && (arrowAt(body, action, answer.focus) || fieldAt(body, answer.focus));
  if (target) reveal(root, target);
}

/** Put a form in the place of what is there: one from before, or one that was kept. */
export async function show(editor, form, section) {
  const answer = await editor.ask("studio_edit", { form, action: { do: "show" } });
  if (!answer) return false;
  if (section) editor.root.dataset.shown = section;
  openTab(editor, "form");
  redraw(editor, answer);
  editor.body.querySelector("[data-section]:not([hidden]) h3").focus();
  return true;
}

export async function undo(editor) {
  const last = editor.past.pop();
  if (!last) return;
  if (await show(editor, last.form, last.section)) editor.say(editor.root.dataset.undone);
  else editor.past.push(last);
  editor.find("undo").disabled = !editor.past.length;
}

/** Put a file's text where it would be pasted, and show what it would make. */
export async function readFile(editor, field) {
  const [file] = field.files;
  if (!file) return;
  editor.find("paste").value = await file.text();
  field.value = "";
  await look(editor, "olx");
}

const pasted = (editor, name) => (name === "olx" ? editor.find("paste").value : "");

/** Show what a start would make. */
export async function look(editor, name) {
  const answer = await editor.ask("studio_start", { name, olx: pasted(editor, name) });
  if (!answer) return;
  const place = editor.region("look");
  place.innerHTML = answer.regions.look;
  place.focus();
  place.scrollIntoView({ block: "nearest" });
}

/** Take a start, or what somebody else saved, into the form. */
export async function take(editor, name) {
  const { root, body, region } = editor;
  const form = editor.form();
  const answer = await editor.ask("studio_start", { name, olx: pasted(editor, name), take: true });
  if (!answer) return;
  if (!answer.regions.body) {
    region("look").innerHTML = answer.regions.look;
    return;
  }
  remember(editor, form, root.dataset.shown);
  region("look").innerHTML = "";
  region("conflict").innerHTML = "";
  root.dataset.shown = "settings";
  editor.brokenSource = false;
  openTab(editor, "form");
  redraw(editor, answer);
  if (answer.version) {
    editor.version = answer.version;
    editor.settled();
    forget(root);
  }
  const target = fieldAt(body, answer.focus);
  if (target) reveal(root, target);
}
