// The commitment: its forms are those of all that learners keep for themselves; its sentence can
// be copied.
import { enhancePractice } from "./practice.js";

export function enhanceCommitment(section, unit) {
  const copy = section.querySelector("[data-copy]");
  if (copy) {
    copy.addEventListener("click", async () => {
      const text = section.querySelector("[data-copy-text]");
      let said = unit.words.copied_text;
      try {
        await navigator.clipboard.writeText(text.textContent);
      } catch (error) {
        window.getSelection().selectAllChildren(text);
        said = unit.words.copy_by_hand;
      }
      section.querySelector("[data-copied]").textContent = said;
      unit.announce(said);
    });
  }
  return enhancePractice(section, unit);
}
