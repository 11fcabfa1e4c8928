// Several reflections at once: which are chosen, and how far the work on them is.
import { written } from "../shared/locale.js";
import { fields } from "./fields.js";

const PAUSE = 2000;
const LONGEST_PAUSE = 60000;

/** Return what the form of a batch asks for: it names several reflections under one name. */
export function asked(form, submitter) {
  const { as_of: seen, ...rest } = fields(form, submitter);
  const chosen = new FormData(form).getAll("chosen");
  return { ...rest, chosen, as_of: seen ? Number(seen) : null };
}

function count(section) {
  const form = section.querySelector("[data-bulk]");
  if (!form) return;
  const boxes = [...form.elements].filter((one) => one.name === "chosen");
  const chosen = boxes.filter((one) => one.checked).length;
  const every = form.querySelector("[data-choose-all]");
  every.checked = chosen > 0 && chosen === boxes.length;
  every.indeterminate = chosen > 0 && chosen < boxes.length;
  const says = form.querySelector("[data-chosen-count]");
  const words = chosen === 1 ? says.dataset.one : says.dataset.many.replace("{count}", written(chosen));
  says.textContent = chosen ? words : "";
}

/** `ask` posts to a handler; `show` draws an answer. Call what is returned after each drawing. */
export function startBulk(section, { ask, show }) {
  let timer = 0;
  let pause = PAUSE;

  section.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      for (const one of event.target.form.elements) {
        if (one.name === "chosen") one.checked = event.target.checked;
      }
    }
    if (event.target.matches("[data-choose-all], [name=chosen]")) count(section);
  });

  async function step(line) {
    const list = section.querySelector("[data-list]");
    const answer = await ask("review_batch", { ...fields(list), job: line.dataset.batch });
    if (!line.isConnected) return;
    if (answer.status !== 200) {
      pause = Math.min(2 * pause, LONGEST_PAUSE);
    } else if (answer.body.regions) {
      pause = PAUSE;
      show(answer.body);
      return;
    } else {
      pause = PAUSE;
      const bar = line.querySelector("progress");
      bar.max = answer.body.total || 1;
      bar.value = answer.body.done;
      line.querySelector("[data-batch-says]").textContent = answer.body.says;
    }
    watch();
  }

  function watch() {
    clearTimeout(timer);
    if (!section.querySelector("[data-batch]")) return;
    timer = setTimeout(() => {
      const line = section.isConnected && section.querySelector("[data-batch]");
      if (line) step(line);
    }, pause);
  }

  watch();
  return () => {
    count(section);
    watch();
  };
}
