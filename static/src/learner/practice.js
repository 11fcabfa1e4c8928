// Forms that keep something for their writer: each goes to the handler it names, field by field.
// Until then what is written stays on this device, and is offered back.
import { deviceCopy, removal, showLeftOver } from "./drafts.js";
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
    else if (field.tagName === "TEXTAREA" || ["number", "date"].includes(field.type)) {
      field.value = value === undefined ? "" : value;
    }
  }
}

const texts = (form) => [...form.querySelectorAll("textarea")];

/** Whether a form is the one that `values` were written in: for the same, after the same. */
function fits(form, values, words) {
  const hidden = [...form.elements].filter((field) => field.type === "hidden");
  return (
    texts(form).length === words.length &&
    hidden.every((field) => values[field.name] === field.value)
  );
}

/** `sent(payload)` is called once what was sent is kept, before the answer is drawn. */
export function enhancePractice(section, unit, sent = () => {}) {
  const { region } = section.dataset;
  const forms = [...section.querySelectorAll("form[data-practice]")];
  const asDrawn = new Map(forms.map((form) => [form, JSON.stringify(read(form))]));
  const changed = (form) => JSON.stringify(read(form)) !== asDrawn.get(form);
  const copy = deviceCopy(unit.storageKey && `${unit.storageKey}-${region}`);
  let kept = null;
  let held = true;
  // What was written in forms that are gone; drawing anew forgets none of it.
  const strays = unit.strays[region] || (unit.strays[region] = []);

  // A form may be drawn over alone, as one request for another look is.
  const written = () =>
    forms.filter((form) => form !== kept && form.isConnected && changed(form));

  /** Return what is written in the forms and not kept yet; nothing where all is to be deleted. */
  const left = () =>
    kept && "clears" in kept.dataset
      ? []
      : written()
          .filter((form) => form.id)
          .map((form) => [form.id, read(form), texts(form).map((field) => field.value)]);

  function hold() {
    const all = [...left(), ...strays];
    if (all.length) held = Boolean(copy.write({ forms: all }));
    else copy.remove();
  }

  /** Say where the words of a form are, as long as they are not kept. */
  function sayHeld(form) {
    if (!unit.storageKey || !form.id || !texts(form).length) return;
    let place = form.querySelector("[data-held]");
    if (!place) {
      place = document.createElement("p");
      place.className = "empathy-aside";
      place.dataset.held = "";
      form.append(place);
    }
    place.textContent = changed(form) ? unit.words[held ? "held" : "not_held"] : "";
  }

  function putBack(form, values) {
    write(form, values);
    const notice = document.createElement("p");
    const remove = removal(unit, () => {
      form.reset();
      hold();
      sayHeld(form);
      notice.remove();
      texts(form)[0].focus();
    });
    notice.className = "empathy-notice";
    notice.append(`${unit.words.restored} `, remove);
    form.prepend(notice);
    for (let fold = form.closest("details"); fold; fold = fold.parentElement.closest("details")) {
      fold.open = true;
    }
    unit.begunAt = unit.begunAt || form.closest("section[data-region]").dataset.region;
    unit.announce(unit.words.restored);
  }

  /** Put back what was written when the page was left; what has no form any more is shown. */
  function offerBack() {
    const { forms: all } = copy.read() || {};
    for (const one of all || []) {
      const [id, values, words] = one;
      const form = section.querySelector(`#${CSS.escape(id)}`);
      if (form && fits(form, values, words)) putBack(form, values);
      // Where an answer got lost on its way back, the words are kept.
      else if (words.some((text) => !section.textContent.includes(text.trim()))) strays.push(one);
    }
    hold();
    if (!strays.length) return;
    const text = strays.map((one) => one[2].join("\n\n")).join("\n\n");
    showLeftOver(section, unit, text, () => {
      strays.length = 0;
      hold();
    });
  }

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
    hold();
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
    form.addEventListener("input", () => {
      hold();
      sayHeld(form);
    });
  }
  if (forms.length && !unit.offered.has(region)) {
    unit.offered.add(region);
    offerBack();
  }

  return {
    busy: () => written().length > 0,
    /** Whether what is written stands on this page and nowhere else. */
    unheld: () => Boolean(unit.storageKey) && !held && written().length > 0,
    leave: left,
    restore(others) {
      for (const [id, values] of others || []) {
        const form = section.querySelector(`#${CSS.escape(id)}`);
        if (!form) continue;
        write(form, values);
        sayHeld(form);
      }
    },
  };
}
