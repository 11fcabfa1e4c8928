// The steps of the unit: switched on and off, moved by arrows or by their handle. No request is made.

const rows = (list) => [...list.querySelectorAll("[data-step]")].filter((row) => row.dataset.one !== undefined);

/** Write the order of the rows into the form, and let the arrows fit it. */
export function settle(root) {
  const list = root.querySelector("[data-steps]");
  const steps = rows(list);
  root.querySelector("[data-field='order']").value = steps.map((row) => row.dataset.step).join(",");
  steps.forEach((row, at) => {
    row.querySelector("[data-shift='-1']").disabled = at === 0;
    row.querySelector("[data-shift='1']").disabled = at === steps.length - 1;
    const on = row.querySelector("input[type='checkbox']").checked;
    row.toggleAttribute("data-is-off", !on);
    const notice = root.querySelector(`[data-section="${row.dataset.step}"] [data-off]`);
    if (notice) notice.hidden = on;
  });
}

/** Move the row of a button up or down; the focus stays on an arrow of the same row. */
export function shift(root, button) {
  const row = button.closest("[data-step]");
  const steps = rows(row.parentElement);
  const to = steps.indexOf(row) + Number(button.dataset.shift);
  if (to < 0 || to >= steps.length) return null;
  if (button.dataset.shift === "1") steps[to].after(row);
  else steps[to].before(row);
  settle(root);
  const again = button.disabled ? row.querySelector("[data-shift]:not(:disabled)") : button;
  if (again) again.focus();
  return row.querySelector("[data-open]").textContent.trim() + `: ${to + 1}`;
}

/** Put a row where it was dropped. */
export function drop(root, row, to) {
  const others = rows(row.parentElement).filter((one) => one !== row);
  if (to < others.length) others[to].before(row);
  else others[others.length - 1].after(row);
  settle(root);
  return row.querySelector("[data-open]").textContent.trim() + `: ${to + 1}`;
}
