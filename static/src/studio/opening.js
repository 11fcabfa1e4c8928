// What is drawn when it is wanted: the moments of a large role-play, and what may be chosen in a
// list of other parts. Until then a moment's fields are kept beside its heading, as text by path.
import { post } from "../shared/http.js";

const MOST_FILLED = 60; // lists of choices that are filled at once

const quoted = (text) => CSS.escape(text);

export const undrawn = (root) => [...root.querySelectorAll("[data-values]")];

/** Return what is kept of moments that are not drawn, by path. */
export function valuesOf(root) {
  const found = {};
  for (const one of undrawn(root)) {
    const own = JSON.parse(one.dataset.values);
    for (const [name, value] of Object.entries(own)) found[`${one.dataset.one}.${name}`] = value;
  }
  return found;
}

/** Take over from a saved form the ids of what is not drawn. */
export function takeIds(root, form) {
  for (const one of undrawn(root)) {
    const own = JSON.parse(one.dataset.values);
    for (const name of Object.keys(own)) {
      if (/(^|\.)id$/.test(name)) own[name] = form[`${one.dataset.one}.${name}`] || own[name];
    }
    one.dataset.values = JSON.stringify(own);
  }
}

/** Offer in a list all that may be chosen. */
function fill(body, select) {
  const targets = body.querySelector(`template[data-targets="${quoted(select.dataset.ref)}"]`);
  if (!targets || select.dataset.filled !== undefined) return;
  select.dataset.filled = "";
  const { value } = select;
  const unknown = value ? null : select.options[0];
  const options = [...targets.content.cloneNode(true).children];
  select.replaceChildren(...(unknown ? [unknown] : []), ...options);
  select.value = value;
}

/** Fill the lists within a part that was opened, unless they are very many. */
export function fillWithin(body, part) {
  const lists = [...part.querySelectorAll("select[data-ref]:not([data-ref=''])")];
  if (lists.length <= MOST_FILLED) lists.forEach((one) => fill(body, one));
}

/** Draw moments that are not drawn yet; one request for all of them. */
export async function openMoments(editor, moments) {
  const wanted = moments.filter((one) => one.dataset.values !== undefined && one.dataset.asked === undefined);
  if (!wanted.length) return;
  const paths = wanted.map((one) => one.dataset.one);
  wanted.forEach((one) => (one.dataset.asked = ""));
  const sent = { form: editor.form(), paths };
  const answer = await post(editor.runtime, editor.element, "studio_open", sent);
  wanted.forEach((one) => delete one.dataset.asked);
  if (answer.status !== 200) {
    wanted.forEach((one) => (one.open = false));
    editor.failed(answer);
    return;
  }
  for (const one of wanted) {
    const html = answer.body.parts[one.dataset.one];
    if (!html || !one.isConnected) continue;
    const template = document.createElement("template");
    template.innerHTML = html;
    const drawn = template.content.querySelector("details");
    delete one.dataset.values;
    one.replaceChildren(...drawn.children);
    fillWithin(editor.body, one);
  }
  editor.put({});
}

/** Draw the moment that a path leads into, if it is not drawn yet. */
export async function reach(editor, path) {
  const into = undrawn(editor.body).filter((one) => `${path}.`.startsWith(`${one.dataset.one}.`));
  await openMoments(editor, into);
}

/** Watch for what is opened and for lists that are entered. */
export function openWhenWanted(editor) {
  const { body } = editor;
  body.addEventListener(
    "toggle",
    (event) => {
      const box = event.target;
      if (!box.open) return;
      if (box.dataset.values !== undefined) openMoments(editor, [box]);
      else fillWithin(body, box);
      for (const start of box.querySelectorAll(":scope > [data-region='dialogues'] rect[data-kind='start']")) {
        start.scrollIntoView({ block: "nearest", inline: "center" });
      }
    },
    true,
  );
  for (const name of ["focusin", "pointerdown"]) {
    body.addEventListener(name, ({ target }) => target.matches("select[data-ref]") && fill(body, target));
  }
}
