// Answering the quiz: one item at a time, with what was chosen elsewhere left as it is.
import { problem } from "./http.js";

const said = (within) =>
  [...within.querySelectorAll("input:checked, select")].map((one) => one.value).filter(Boolean);

/** Name the replies that nothing is said of yet, once somebody wanted to go on without them. */
function nameMissing(form) {
  for (const part of form.querySelectorAll("[data-needed]")) {
    part.querySelector("[data-missing]").hidden = said(part).length > 0;
  }
}

export function enhanceQuiz(section, unit) {
  let answered = "";

  async function answer(form) {
    const place = form.querySelector("[data-problem]");
    if (form.getAttribute("aria-busy")) return;
    problem(place, "");
    const response = said(form);
    if (!response.length) {
      problem(place, unit.words.choose_first);
      return;
    }
    form.setAttribute("aria-busy", "true");
    const { item, number } = form.dataset;
    const reply = await unit.send("answer_item", { item, response, number: Number(number) });
    form.removeAttribute("aria-busy");
    if (!reply.ok) {
      nameMissing(form);
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
        .map((form) => [form.id, said(form)]);
    },
    restore(kept) {
      for (const [id, values] of kept || []) {
        const form = section.querySelector(`#${CSS.escape(id)}`);
        if (!form) continue;
        const drawn = String(said(form));
        for (const input of form.querySelectorAll("input:not(:disabled)")) {
          input.checked = values.includes(input.value);
        }
        for (const list of form.querySelectorAll("select:not(:disabled)")) {
          const options = [...list.options].map((option) => option.value);
          list.value = options.find((value) => values.includes(value)) || "";
        }
        // Folded as it was answered, and chosen anew since.
        const fold = form.closest("details");
        if (fold && String(said(form)) !== drawn) fold.open = true;
      }
    },
  };
}
