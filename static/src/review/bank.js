// Comments to use again: put into the comment one writes, kept for next time, or removed.

/** `send` posts to a handler and shows the answer; it resolves to what is to be said of it. */
export function openBank(section, send) {
  for (const bank of section.querySelectorAll("[data-bank]")) {
    const area = section.querySelector(`#${CSS.escape(bank.dataset.bank)}`);
    const criterion = bank.dataset.bankOf || null;
    const summary = bank.querySelector("summary");
    const says = bank.querySelector("[data-bank-says]");

    function insert(text) {
      const before = area.value.trimEnd();
      area.value = before ? `${before} ${text}` : text;
      area.dispatchEvent(new Event("input", { bubbles: true }));
      bank.open = false;
      area.focus();
      area.setSelectionRange(area.value.length, area.value.length);
    }

    bank.addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("insert" in button.dataset) insert(button.textContent);
      else if ("keep" in button.dataset) {
        says.textContent = await send("review_keep_comment", { criterion, text: area.value });
      } else if (button.dataset.forget) {
        const snippet = Number(button.dataset.forget);
        says.textContent = await send("review_forget_comment", { criterion, snippet });
        summary.focus();
      }
    });

    bank.addEventListener("keydown", (event) => {
      const buttons = [...bank.querySelectorAll("[data-insert]")];
      const now = buttons.indexOf(event.target);
      if (event.key === "Escape") {
        event.stopPropagation();
        bank.open = false;
        summary.focus();
      } else if (now >= 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
        event.preventDefault();
        const next = buttons[now + (event.key === "ArrowDown" ? 1 : -1)];
        if (next) next.focus();
      }
    });
  }
}

/** Open the list and stand at its first comment. */
export function openList(bank) {
  bank.open = true;
  (bank.querySelector("[data-insert]") || bank.querySelector("[data-keep]")).focus();
}
