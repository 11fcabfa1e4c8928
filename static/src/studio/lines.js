// Showing a line of the text: selected, and in the middle of its field.
export function goToLine(field, line) {
  const lines = field.value.split("\n");
  const start = lines.slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
  const end = start + (lines[line - 1] || "").length;
  field.focus();
  field.setSelectionRange(start, end);
  // Wrapped lines have no height of their own: measure the text above in a copy of the field.
  const copy = field.cloneNode();
  copy.removeAttribute("id");
  copy.setAttribute("aria-hidden", "true");
  copy.style.cssText = `position:absolute;visibility:hidden;width:${field.offsetWidth}px;height:0`;
  copy.value = field.value.slice(0, start);
  field.after(copy);
  field.scrollTop = copy.scrollHeight - field.clientHeight / 2;
  copy.remove();
}
