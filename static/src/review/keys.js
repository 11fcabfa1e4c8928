// Marking by single keys: levels by number, on to the next. Only while the focus is in the review,
// never in a field one types into, and whoever does not want it switches it off.
import { openList } from "./bank.js";

const OFF = "empathy-review-keys-off";

function stored() {
  try {
    return localStorage.getItem(OFF) !== "yes";
  } catch {
    return true; // no storage: the keys work, and the switch holds until the page is left
  }
}

function store(on) {
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "yes");
  } catch {
    // as above
  }
}

const typesInto = (element) =>
  element.matches("textarea, select, input:not([type=radio]):not([type=checkbox])") ||
  element.isContentEditable;

/** `sheetOf` returns the marking sheet that is open, or null. */
export function startKeys(section, sheetOf) {
  const dialog = section.querySelector("[data-keys]");
  if (!dialog || !dialog.showModal) return;
  const box = dialog.querySelector("input");
  const opener = section.querySelector("[data-keys-open]");
  let on = stored();
  let sheet = null;
  let at = 0;
  box.checked = on;
  opener.hidden = false;

  const rows = () => [...sheet.form.querySelectorAll("[data-criterion]")];

  /** Stand at a criterion; behind the last one, at what releases. */
  function stand(index) {
    const all = rows();
    at = Math.max(0, Math.min(index, all.length));
    const place = all[at]
      ? all[at].querySelector("legend")
      : sheet.form.querySelector("[value=next]");
    place.focus();
    place.scrollIntoView({ block: "nearest" });
  }

  function choose(number) {
    const row = rows()[at];
    const radio = row && row.querySelectorAll("input[type=radio]")[number - 1];
    if (!radio) return;
    radio.checked = true;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
    stand(at + 1);
  }

  function act(value) {
    sheet.form.requestSubmit(sheet.form.querySelector(`[name=act][value=${value}]`));
  }

  function press(selector) {
    const row = rows()[at];
    const found = row && row.querySelector(selector);
    if (!found) return;
    if (found.matches("textarea")) found.focus();
    else found.click();
  }

  /** Open the comments to use again: of the criterion one stands at, or of the whole. */
  function list() {
    const row = rows()[at];
    openList(row ? row.querySelector("[data-bank]") : sheet.form.querySelector('[data-bank-of=""]'));
  }

  /** Leave a comment for the criterion one stands at, where the keys work again. */
  function leave() {
    sheet = sheetOf();
    if (sheet) stand(at);
  }

  const KEYS = {
    j: () => stand(at + 1),
    k: () => stand(at - 1),
    c: () => press("textarea"),
    e: () => press("[data-choose]"),
    m: () => sheet.remark(),
    b: () => list(),
    s: () => act("draft"),
    r: () => act("release"),
    n: () => act("next"),
  };

  section.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-criterion]");
    if (row && sheet) at = rows().indexOf(row);
  });

  section.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (dialog.open || !on) return;
    if (typesInto(event.target)) {
      if (event.key === "Escape" && event.target.matches("textarea")) leave();
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      dialog.showModal();
      return;
    }
    const now = sheetOf();
    if (!now) return;
    if (!sheet || sheet.form !== now.form) at = 0;
    sheet = now;
    if (/^[1-9]$/.test(event.key)) {
      event.preventDefault();
      choose(Number(event.key));
    } else if (Object.hasOwn(KEYS, event.key)) {
      event.preventDefault();
      KEYS[event.key]();
    }
  });

  opener.addEventListener("click", () => dialog.showModal());
  box.addEventListener("change", () => {
    on = box.checked;
    store(on);
  });
}
