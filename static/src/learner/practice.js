// Forms that keep something for their writer: each goes to the handler it names, field by field.
import { problem } from "./http.js";

/** Return what a form sends; a field with `data-into` and `data-key` goes into a map. */
function read(form) {
  const sent = {};
  for (const field of form.elements) {
    if (!field.name || field.tagName === "BUTTON" || (field.type === "radio" && !field.checked)) {
      continue;
    }
    const whole = field.type === "number" || field.type === "radio";
    const value = whole ? (field.value === "" ? null : Number(field.value)) : field.value;
    const { into, key } = field.dataset;
    if (into) sent[into] = { ...sent[into], [key]: value };
    else sent[field.name] = value;
  }
  return sent;
}

function write(form, sent) {
  for (const field of form.elements) {
    const { into, key } = field.dataset;
    const value = into ? (sent[into] || {})[key] : sent[field.name];
    if (field.type === "radio") field.checked = String(value) === field.value;
    else if (field.tagName === "TEXTAREA" || field.type === "number") {
      field.value = value === undefined ? "" : value;
    }
  }
}

/** `sent(payload)` is called once what was sent is kept, before the answer is drawn. */
export function enhancePractice(section, unit, sent = () => {}) {
  const { region } = section.dataset;
  const forms = [...section.querySelectorAll("form[data-practice]")];
  const asDrawn = new Map(forms.map((form) => [form, JSON.stringify(read(form))]));
  const changed = (form) => JSON.stringify(read(form)) !== asDrawn.get(form);
  let kept = null;

  async function send(form, button) {
    const place = form.querySelector("[data-problem]");
    if (form.getAttribute("aria-busy")) return;
    problem(place, "");
    const wrong = [...form.elements].find((field) => !field.checkValidity());
    if (wrong) {
      problem(place, wrong.validationMessage);
      return;
    }
    const payload = read(form);
    if (button && button.name) {
      payload[button.name] = { true: true, false: false }[button.value] ?? button.value;
    }
    form.setAttribute("aria-busy", "true");
    const answer = await unit.send(form.getAttribute("data-practice"), payload);
    form.removeAttribute("aria-busy");
    if (!answer.ok) {
      problem(place, answer.message);
      return;
    }
    kept = form;
    sent(payload);
    unit.apply(answer.body, region);
  }

  for (const form of forms) {
    let pressed = null;
    form.addEventListener("click", (event) => {
      pressed = event.target.closest("button");
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      send(form, pressed);
    });
  }

  return {
    busy: () => forms.some(changed),
    /** Return what is written in the other forms and not kept yet. */
    leave: () =>
      forms
        .filter((form) => form !== kept && form.id && changed(form))
        .map((form) => [form.id, read(form)]),
    restore(left) {
      for (const [id, values] of left || []) {
        const form = section.querySelector(`#${CSS.escape(id)}`);
        if (form) write(form, values);
      }
    },
  };
}
