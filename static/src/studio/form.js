// The form as it travels: text by path; and finding one's way in it.

/** Return everything in the form, by path. */
export function collect(root) {
  const form = {};
  for (const field of root.querySelectorAll("[data-field]")) {
    const path = field.dataset.field;
    if (field.type === "checkbox") form[path] = field.checked ? "true" : "";
    else if (field.type !== "radio") form[path] = field.value;
    else if (field.checked) form[path] = field.value;
    else if (!(path in form)) form[path] = "";
  }
  return form;
}

const entries = (form) => JSON.stringify(Object.entries(form).sort());

/** Say whether two forms hold the same, in whatever order. */
export const same = (one, other) => entries(one) === entries(other);

const quoted = (text) => CSS.escape(text);

/** Return the field of a path; else the first field of the part or list of that path. */
export function fieldAt(root, path) {
  const field = root.querySelector(`[data-field="${quoted(path)}"]:not([type="hidden"])`);
  if (field) return field;
  const hidden = root.querySelector(`[data-field="${quoted(path)}"]`);
  const cell = hidden && hidden.closest("[data-cell]");
  if (cell) return cell.querySelector("input:not([type='hidden'])");
  const part = root.querySelector(`[data-part="${quoted(path)}"]`);
  if (!part) return null;
  return part.querySelector("input:not([type='hidden']), textarea, select") || part.querySelector("button") || part;
}

/** Open whatever hides an element, and put the focus there. */
export function reveal(root, element) {
  const section = element.closest("[data-section]");
  if (section) openSection(root, section.dataset.section);
  for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) {
    box.open = true;
  }
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

/** Show one section, and no other. */
export function openSection(root, name) {
  for (const section of root.querySelectorAll("[data-section]")) {
    section.hidden = section.dataset.section !== name;
  }
  for (const button of root.querySelectorAll("[data-open]")) {
    if (button.dataset.open === name) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  root.dataset.shown = name;
}

/** What is open on the page, to be opened again after it was drawn anew. */
export function openedKeys(root) {
  return [...root.querySelectorAll("[data-key]")].filter((box) => box.open).map((box) => box.dataset.key);
}

export function openAgain(root, keys) {
  for (const key of keys) {
    const box = root.querySelector(`details[data-key="${quoted(key)}"]`);
    if (box) box.open = true;
  }
}

/** Keep the options that name another part in step with that part's words. */
export function renameReferences(field) {
  const part = field.closest(".empathy-studio-part");
  const item = field.closest("[data-list-of='items'] > .empathy-studio-item");
  const words = ["text", "says", "debrief"];
  const name = field.dataset.field.split(".").pop();
  if (!part || !item || part === item || !words.includes(name)) return;
  const id = part.querySelector("input[type='hidden'][data-field$='.id']");
  if (!id || !id.value || !["category", "node", "end"].includes(part.dataset.kind)) return;
  const text = field.value.trim().replace(/\s+/g, " ");
  const kept = [...item.querySelectorAll("template[data-targets]")].map((one) => one.content);
  const named = `option[value="${quoted(id.value)}"]`;
  for (const option of [item, ...kept].flatMap((one) => [...one.querySelectorAll(named)])) {
    const number = option.textContent.split(" “")[0];
    option.textContent = text ? `${number} “${text.length > 32 ? `${text.slice(0, 31)}…` : text}”` : number;
  }
}
