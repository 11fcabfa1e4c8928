// The marking sheet: its running total, its evidence, and what it sends.
import { written } from "../shared/locale.js";
import { openBank } from "./bank.js";
import { fields } from "./fields.js";
import { openSentences } from "./sentences.js";

const MAX_COMMENT = 10000;
const MAX_REMARK = 1000;

const spans = (value) => value.split(" ").filter(Boolean).map((one) => one.split("-").map(Number));

function marksOf(values) {
  const marks = Object.create(null);
  for (const [name, value] of Object.entries(values)) {
    const [what, criterion] = name.split(":");
    if (!criterion || what === "remark") continue;
    const kept = what === "evidence" ? spans(value) : value;
    marks[criterion] = { level: null, comment: "", ...marks[criterion], [what]: kept };
  }
  return marks;
}

/** Return the comments on sentences; null where no sentence is there to comment on. */
function remarksOf(section, values) {
  if (!section.querySelector("[data-sentence]")) return null;
  return Object.entries(values)
    .filter(([name, value]) => name.startsWith("remark:") && value.trim())
    .map(([name, comment]) => {
      const [start, end] = spans(name.slice("remark:".length))[0];
      return { start, end, comment };
    });
}

/** Return what the form keeps of the list it was reached from, and the reflection's ref. */
function listOf(form) {
  const hidden = [...form.querySelectorAll("input[type=hidden]")];
  const own = hidden.filter(({ name }) => name !== "seen" && !name.includes(":"));
  return Object.fromEntries(own.map(({ name, value }) => [name, value]));
}

function total(form) {
  let earned = 0;
  let possible = 0;
  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    const weight = Number(fieldset.dataset.weight);
    const chosen = fieldset.querySelector("input:checked");
    possible += weight * Number(fieldset.dataset.max);
    if (chosen) earned += weight * Number(chosen.dataset.points);
  }
  form.querySelector("[data-total]").textContent = `${written(earned)} / ${written(possible)}`;
}

/** Say at the field itself that a comment is too long; nothing is ever cut off. */
function watchLength(section, field) {
  const short = field.name.startsWith("remark:");
  field.addEventListener("input", () => {
    const length = [...field.value].length;
    const says = short ? section.dataset.tooLongShort : section.dataset.tooLong;
    field.setCustomValidity(length > (short ? MAX_REMARK : MAX_COMMENT) ? says.replace("{count}", written(length)) : "");
  });
}

function linkEvidence(section, form) {
  const sentences = [...section.querySelectorAll("[data-sentence]")];
  const criteriaOf = (sentence) => (sentence.dataset.evidence || "").split(" ").filter(Boolean);

  function light(criteria) {
    for (const sentence of sentences) {
      const lit = criteriaOf(sentence).some((criterion) => criteria.includes(criterion));
      sentence.classList.toggle("is-lit", lit);
    }
    for (const fieldset of form.querySelectorAll("[data-criterion]")) {
      fieldset.classList.toggle("is-lit", criteria.includes(fieldset.dataset.criterion));
    }
  }

  function follow(element, criteria) {
    for (const name of ["mouseenter", "focusin"]) {
      element.addEventListener(name, () => light(criteria()));
    }
    for (const name of ["mouseleave", "focusout"]) {
      element.addEventListener(name, () => light([]));
    }
  }

  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    follow(fieldset, () => [fieldset.dataset.criterion]);
  }
  for (const sentence of sentences) {
    follow(sentence, () => criteriaOf(sentence));
    follow(sentence.nextElementSibling, () => criteriaOf(sentence));
    sentence.nextElementSibling.addEventListener("click", (event) => {
      const button = event.target.closest("[data-to-criterion]");
      if (!button) return;
      form.querySelector(`[data-criterion="${button.dataset.toCriterion}"] legend`).focus();
    });
  }
}

/**
 * Return the sheet of the page that is shown, or null where there is none. `send` posts something
 * beside the marks.
 */
export function openSheet(section, send) {
  const form = section.querySelector("[data-sheet]");
  if (!form) return null;
  const kept = fields(form);
  total(form);
  form.addEventListener("change", () => total(form));
  for (const field of form.elements) {
    if (field.matches("textarea")) watchLength(section, field);
  }
  const created = (field) => watchLength(section, field);
  const sentences = openSentences(section, form, created);
  linkEvidence(section, form);
  openBank(section, send);

  return {
    form,
    problem: form.querySelector("[data-sheet-problem]"),
    ref: form.elements.ref.value,

    /** Return what was typed or chosen since the form's fields were `sent`, or were drawn. */
    since(sent) {
      const before = sent || kept;
      const now = Object.entries(fields(form));
      return Object.fromEntries(now.filter(([name, value]) => value !== before[name]));
    },

    /** Put those values back into a form that was drawn again. */
    enter(values) {
      for (const [name, value] of Object.entries(values)) {
        if (form.elements[name]) form.elements[name].value = value;
        else if (name.startsWith("remark:")) sentences.enter(name, value);
      }
      sentences.draw();
      total(form);
    },

    remark: sentences.remark,

    changed: () => JSON.stringify(fields(form)) !== JSON.stringify(kept),

    payload(submitter) {
      const { seen, comment, ...rest } = fields(form);
      const act = submitter ? submitter.value : "draft";
      return {
        ...listOf(form),
        comment,
        seen: seen ? Number(seen) : null,
        marks: marksOf(rest),
        remarks: remarksOf(section, rest),
        release: act !== "draft",
        next: act === "next",
      };
    },

    pointTo({ status, body }) {
      form.querySelector("[data-newer]").hidden = status !== 409;
      const criterion = /^marks\.([a-z0-9_-]+)/.exec(body.field || "");
      const target = criterion && form.querySelector(`[data-criterion="${criterion[1]}"] input`);
      if (target) target.focus();
    },
  };
}
