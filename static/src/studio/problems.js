// The running list of errors and advice: marks the fields, counts them for each part of the unit.
import { fieldAt } from "./form.js";

function unmark(root) {
  for (const said of root.querySelectorAll("[data-said]")) said.remove();
  for (const field of root.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    const others = (field.getAttribute("aria-describedby") || "")
      .split(" ")
      .filter((id) => id && !id.startsWith("empathy-said-"));
    if (others.length) field.setAttribute("aria-describedby", others.join(" "));
    else field.removeAttribute("aria-describedby");
  }
}

/** Say it at the field; what a whole list lacks, below the list's heading. */
function mark(body, path, message, number) {
  const says = document.createElement("p");
  says.className = "empathy-studio-said";
  says.id = `empathy-said-${number}`;
  says.dataset.said = "";
  says.textContent = message;
  const part = body.querySelector(`[data-part="${CSS.escape(path)}"]`);
  if (part) {
    const heading = part.querySelector(":scope > h4");
    if (heading) heading.after(says);
    else part.append(says);
    return;
  }
  const field = fieldAt(body, path);
  if (!field) return;
  field.setAttribute("aria-invalid", "true");
  const others = field.getAttribute("aria-describedby");
  field.setAttribute("aria-describedby", others ? `${others} ${says.id}` : says.id);
  (field.closest("[data-cell]") || field.parentElement).append(says);
}

/** Say at the fields what the list says; a part that was just added is not marked. */
export function show(root, body, quiet) {
  unmark(root);
  const counts = {};
  root.querySelectorAll("[data-severity='error'] [data-goto]").forEach((button, number) => {
    const path = button.dataset.goto;
    const step = path.split(".")[0];
    counts[step] = (counts[step] || 0) + 1;
    const message = button.parentElement.querySelector("[data-says]").textContent;
    if (!quiet || !`${path}.`.startsWith(`${quiet}.`)) mark(body, path, message, number);
  });
  for (const row of root.querySelectorAll("[data-step]")) {
    const badge = row.querySelector("[data-count]");
    const count = counts[row.dataset.step] || 0;
    badge.hidden = !count;
    badge.textContent = count ? `(${count})` : "";
  }
}
