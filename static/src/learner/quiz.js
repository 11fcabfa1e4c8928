// Answering the quiz: one item at a time, with what was chosen elsewhere left as it is.
import { problem } from "./http.js";

const chosen = (form) => [...form.querySelectorAll("input:checked")].map((input) => input.value);

export function enhanceQuiz(section, unit) {
  let answered = "";

  async function answer(form) {
    const place = form.querySelector("[data-problem]");
    if (form.getAttribute("aria-busy")) return;
    problem(place, "");
    const response = chosen(form);
    if (!response.length) {
      problem(place, unit.words.choose_first);
      return;
    }
    form.setAttribute("aria-busy", "true");
    const { item, number } = form.dataset;
    const reply = await unit.send("answer_item", { item, response, number: Number(number) });
    form.removeAttribute("aria-busy");
    if (!reply.ok) {
      problem(place, reply.message);
      return;
    }
    answered = item;
    unit.apply(reply.body, "quiz");
  }

  for (const form of section.querySelectorAll("[data-item]")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(form);
    });
  }

  return {
    /** Return the ids of what is chosen in the other items, answered or not. */
    leave() {
      const others = [...section.querySelectorAll("[data-item]")];
      return others
        .filter((form) => form.dataset.item !== answered)
        .map((form) => [form.id, chosen(form)]);
    },
    restore(kept) {
      for (const [id, values] of kept || []) {
        const form = section.querySelector(`#${CSS.escape(id)}`);
        if (!form) continue;
        for (const input of form.querySelectorAll("input:not(:disabled)")) {
          input.checked = values.includes(input.value);
        }
      }
    },
  };
}
