// What can be printed: a sheet that the server draws, shown on the page and printed alone.
import { problem } from "./http.js";

export function offerSheets(root, unit) {
  const offer = root.querySelector("[data-sheets]");
  if (!offer) return;
  const said = offer.querySelector("[data-problem]");
  let opener = null;

  async function show(button) {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    problem(said, "");
    const answer = await unit.send(button.dataset.showSheet, {});
    button.removeAttribute("aria-busy");
    if (!answer.ok) {
      problem(said, answer.message);
      return;
    }
    opener = button;
    unit.apply(answer.body);
    if ("thenPrint" in button.dataset) window.print();
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.showSheet) show(button);
    else if ("print" in button.dataset) window.print();
    else if ("closeSheet" in button.dataset) {
      root.querySelector('[data-region="sheet"]').textContent = "";
      opener.focus();
    }
  });
}
