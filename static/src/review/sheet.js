// The marking sheet: its running total, its evidence, and what it sends.
import { fields } from "./fields.js";

const MAX_COMMENT = 10000;

function marksOf(values) {
  const marks = Object.create(null);
  for (const [name, value] of Object.entries(values)) {
    const [what, criterion] = name.split(":");
    if (!criterion) continue;
    marks[criterion] = { level: null, comment: "", ...marks[criterion], [what]: value };
  }
  return marks;
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
  const number = new Intl.NumberFormat(document.documentElement.lang || undefined, {
    maximumFractionDigits: 2,
  });
  form.querySelector("[data-total]").textContent =
    `${number.format(earned)} / ${number.format(possible)}`;
}

/** Say at the field itself that a comment is too long; nothing is ever cut off. */
function watchLengths(section, form) {
  for (const field of form.querySelectorAll("textarea")) {
    field.addEventListener("input", () => {
      const length = [...field.value].length;
      const message = length > MAX_COMMENT ? `${section.dataset.tooLong}${length}` : "";
      field.setCustomValidity(message);
    });
  }
}

function linkEvidence(section, form) {
  const marks = [...section.querySelectorAll("[data-evidence]")];
  const restsOn = (mark, criterion) => mark.dataset.evidence.split(" ").includes(criterion);

  function light(criteria) {
    for (const mark of marks) {
      mark.classList.toggle("is-lit", criteria.some((criterion) => restsOn(mark, criterion)));
    }
    for (const fieldset of form.querySelectorAll("[data-criterion]")) {
      fieldset.classList.toggle("is-lit", criteria.includes(fieldset.dataset.criterion));
    }
  }

  function follow(element, criteria) {
    for (const name of ["mouseenter", "focusin"]) {
      element.addEventListener(name, () => light(criteria));
    }
    for (const name of ["mouseleave", "focusout"]) {
      element.addEventListener(name, () => light([]));
    }
  }

  for (const fieldset of form.querySelectorAll("[data-criterion]")) {
    follow(fieldset, [fieldset.dataset.criterion]);
  }
  for (const mark of marks) follow(mark, mark.dataset.evidence.split(" "));

  for (const button of section.querySelectorAll("[data-to-criterion]")) {
    button.addEventListener("click", () => {
      form.querySelector(`[data-criterion="${button.dataset.toCriterion}"] legend`).focus();
    });
  }
  for (const button of section.querySelectorAll("[data-to-evidence]")) {
    button.addEventListener("click", () => {
      const criterion = button.dataset.toEvidence;
      const mark = marks.find((each) => restsOn(each, criterion));
      const tag = mark && mark.querySelector(`[data-to-criterion="${criterion}"]`);
      if (tag) tag.focus();
    });
  }
}

/** Return the sheet of the page that is shown, or null where there is none. */
export function openSheet(section) {
  const form = section.querySelector("[data-sheet]");
  if (!form) return null;
  const kept = fields(form);
  total(form);
  form.addEventListener("change", () => total(form));
  watchLengths(section, form);
  linkEvidence(section, form);

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
      for (const [name, value] of Object.entries(values)) form.elements[name].value = value;
      total(form);
    },

    changed: () => JSON.stringify(fields(form)) !== JSON.stringify(kept),

    payload(submitter) {
      const { ref, state, search, order, seen, comment, ...rest } = fields(form);
      const act = submitter ? submitter.value : "draft";
      return {
        ref,
        state,
        search,
        order,
        comment,
        seen: seen ? Number(seen) : null,
        marks: marksOf(rest),
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
