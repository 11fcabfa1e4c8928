// The three ways to edit: the form, a start, the source. Going from one to another loses nothing.
import { fieldAt, openSection, reveal } from "./form.js";
import { reach } from "./opening.js";

export function openTab(editor, name) {
  const { root } = editor;
  editor.tab = name;
  for (const panel of root.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
  for (const button of root.querySelectorAll("[data-tab]")) {
    button.setAttribute("aria-pressed", String(button.dataset.tab === name));
  }
}

async function toSource(editor) {
  const { find, source } = editor;
  if (!editor.brokenSource) {
    const untouched = !editor.changed();
    const answer = await editor.ask("studio_source", { form: editor.form() });
    if (!answer) {
      openTab(editor, "form");
      find("list").open = true;
      return;
    }
    source.value = answer.olx;
    if (untouched) editor.saved.olx = answer.olx;
  }
  editor.brokenSource = false;
  openTab(editor, "source");
  source.focus();
  editor.check(false);
}

/** Read the source into the form. A source with errors stays, and false comes back. */
async function fromSource(editor) {
  const answer = await editor.ask("studio_start", { name: "olx", olx: editor.source.value, take: true });
  if (!answer) return false;
  editor.brokenSource = !answer.regions.body;
  if (editor.brokenSource) return false;
  const untouched = editor.source.value === editor.saved.olx;
  editor.draw(answer.regions.body);
  editor.tab = "form";
  editor.put({ regions: { problems: answer.regions.problems } });
  if (untouched) editor.saved.form = editor.form();
  return true;
}

/** Open another tab, with what was written in this one. */
export async function changeTab(editor, name) {
  const { root, find } = editor;
  if (name === editor.tab) return;
  if (name === "source") {
    await toSource(editor);
    return;
  }
  if (editor.tab === "source" && !(await fromSource(editor)) && name === "form") {
    await editor.check(false);
    find("list").open = true;
    if (!find("problem").textContent) editor.say("", find("verdict").textContent);
    return;
  }
  openTab(editor, name);
  if (name === "start") root.querySelector("#empathy-h-start").focus();
  else root.querySelector("[data-section]:not([hidden]) h3").focus();
}

/** Go to the field that an entry of the list of errors is about. */
export async function jump(editor, path) {
  if (editor.tab === "source") return;
  openTab(editor, "form");
  await reach(editor, path);
  const target = fieldAt(editor.body, path);
  if (target) reveal(editor.root, target);
  else openSection(editor.root, path.split(".")[0]);
}

/** Show a part of the unit, from its heading on. */
export function visit(editor, name) {
  const { root, find, body, narrow } = editor;
  openSection(root, name);
  if (narrow.matches) find("outline").open = false;
  const heading = body.querySelector(`[data-section="${name}"] h3`);
  heading.focus({ preventScroll: true });
  if (narrow.matches) heading.scrollIntoView();
  else root.querySelector(".empathy-studio-main").scrollTop = 0;
}
