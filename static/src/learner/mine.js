// A learner's copy of what is kept about them, as a file whose name says nothing of theirs.
import { problem } from "./http.js";

const NAME = "what-is-kept-about-me.json";
const MINUTE = 60000;

export function offerCopy(root, unit) {
  const button = root.querySelector("[data-export-mine]");
  if (!button) return;
  const said = button.closest("footer").querySelector("[data-problem]");

  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    problem(said, "");
    const answer = await unit.send("export_mine", {});
    button.removeAttribute("aria-busy");
    if (!answer.ok) {
      problem(said, answer.message);
      return;
    }
    const text = JSON.stringify(answer.body, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = NAME;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
    unit.announce(unit.words.copied);
  });
}
