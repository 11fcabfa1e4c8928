// What the marks rest on, sentence by sentence: attached and detached by pressing a sentence, and
// commented on. What is chosen stands in the form's own fields, so that it is sent and asked about
// like everything else there.
const spansOf = (text) =>
  text
    .split(" ")
    .filter(Boolean)
    .map((span) => span.split("-").map(Number));
const written = (spans) =>
  spans
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .map((span) => span.join("-"))
    .join(" ");
const meet = (one, other) => one[0] < other[1] && other[0] < one[1];

/** `created` is told of each new field. */
export function openSentences(section, form, created) {
  const sentences = [...section.querySelectorAll("[data-sentence]")];
  const bar = section.querySelector("[data-choosing]");
  const remarking = section.querySelector("[data-remarking]");
  const words = section.querySelector("[data-sentence-words]");
  const choosers = [...form.querySelectorAll("[data-choose]")];
  const field = (criterion) => form.elements[`evidence:${criterion}`];
  const at = (sentence) => spansOf(sentence.dataset.sentence)[0];
  const restsOn = (sentence, criterion) =>
    spansOf(field(criterion).value).some((span) => meet(span, at(sentence)));
  let mode = null; // {button, criterion}; no criterion: sentences are pressed to comment on them

  function tag(criterion) {
    const kept = section.querySelector(`template[data-tag="${criterion}"]`);
    return kept.content.firstElementChild.cloneNode(true);
  }

  /** Show of each sentence what rests on it, and whether it is pressed. */
  function draw() {
    const criteria = choosers.map((button) => button.dataset.choose);
    for (const sentence of sentences) {
      const mine = criteria.filter((criterion) => restsOn(sentence, criterion));
      if (mine.length) sentence.dataset.evidence = mine.join(" ");
      else delete sentence.dataset.evidence;
      sentence.nextElementSibling.replaceChildren(...mine.map(tag));
      sentence.toggleAttribute("data-chosen", Boolean(mode && mine.includes(mode.criterion)));
      if (mode) {
        sentence.setAttribute("role", "button");
        sentence.tabIndex = 0;
      } else {
        for (const name of ["role", "tabindex"]) sentence.removeAttribute(name);
      }
      if (mode && mode.criterion) {
        sentence.setAttribute("aria-pressed", String(mine.includes(mode.criterion)));
      } else {
        sentence.removeAttribute("aria-pressed");
      }
    }
    for (const button of choosers) {
      const criterion = button.dataset.choose;
      const count = sentences.filter((sentence) => restsOn(sentence, criterion)).length;
      button.querySelector("[data-count]").textContent = String(count);
      button.setAttribute("aria-pressed", String(Boolean(mode) && mode.button === button));
    }
    if (remarking) {
      remarking.setAttribute("aria-pressed", String(Boolean(mode) && mode.button === remarking));
    }
    if (bar) bar.hidden = !mode;
  }

  function end(focus = true) {
    if (!mode) return;
    const { button } = mode;
    mode = null;
    draw();
    if (focus) button.focus();
  }

  function begin(button) {
    if (mode && mode.button === button) {
      end();
      return;
    }
    if (!sentences.length) return;
    const criterion = button.dataset.choose || "";
    mode = { button, criterion };
    const name = criterion && button.closest("[data-criterion]").dataset.name;
    bar.querySelector("[data-choosing-says]").textContent = criterion
      ? words.dataset.choose.replace("{name}", name)
      : words.dataset.remark;
    draw();
    const first = criterion && sentences.find((sentence) => restsOn(sentence, criterion));
    (first || sentences[0]).focus();
  }

  function toggle(sentence) {
    const kept = field(mode.criterion);
    const span = at(sentence);
    const attached = restsOn(sentence, mode.criterion);
    const others = spansOf(kept.value).filter((one) => !meet(one, span));
    kept.value = written(attached ? others : [...others, span]);
    draw();
  }

  /** Return the comment field of a sentence; make it where there is none. */
  function remarkOn(place, quote) {
    const name = `remark:${place}`;
    if (form.elements[name]) return form.elements[name];
    const sentence = sentences.find((one) => meet(at(one), spansOf(place)[0]));
    const template = section.querySelector("template[data-new-remark]");
    if (!template) return null;
    const shown = template.content.firstElementChild.cloneNode(true);
    const area = shown.querySelector("textarea");
    shown.dataset.remark = place;
    shown.querySelector("[data-quote]").textContent = quote || (sentence || sentences[0]).textContent;
    area.name = name;
    const writing = (sentence || sentences[0]).closest(".empathy-review-writing");
    const list = writing.querySelector("[data-remarks]");
    const start = (one) => Number(one.dataset.remark.split("-")[0]);
    const next = [...list.children].find((one) => start(one) > start(shown));
    list.insertBefore(shown, next || null);
    created(area);
    return area;
  }

  function comment(sentence) {
    const there = [...section.querySelectorAll("[data-remark]")].find((one) =>
      meet(spansOf(one.dataset.remark)[0] || [0, 0], at(sentence)),
    );
    const area = there ? there.querySelector("textarea") : remarkOn(sentence.dataset.sentence);
    end(false);
    area.focus();
  }

  function press(sentence) {
    if (mode.criterion) toggle(sentence);
    else comment(sentence);
  }

  function move(sentence, by) {
    const next = sentences[sentences.indexOf(sentence) + by];
    if (next) next.focus();
  }

  for (const button of [...choosers, ...(remarking ? [remarking] : [])]) {
    button.addEventListener("click", () => begin(button));
  }
  if (bar) bar.querySelector("[data-choosing-done]").addEventListener("click", () => end());
  // Whoever goes on to another criterion is done with this one.
  form.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-criterion]");
    if (mode && row && row.dataset.criterion !== mode.criterion) end(false);
  });
  for (const sentence of sentences) {
    sentence.addEventListener("click", () => {
      if (mode) press(sentence);
    });
    sentence.addEventListener("keydown", (event) => {
      if (!mode || event.ctrlKey || event.altKey || event.metaKey) return;
      const does = {
        Enter: () => press(sentence),
        " ": () => press(sentence),
        ArrowDown: () => move(sentence, 1),
        ArrowUp: () => move(sentence, -1),
        Escape: () => end(),
        m: () => comment(sentence),
      }[event.key];
      if (!does) return;
      event.preventDefault();
      does();
    });
  }
  draw();

  return {
    draw,
    /** Comment on a sentence: choose it first. */
    remark: () => remarking && begin(remarking),
    enter(name, value) {
      const area = remarkOn(name.slice("remark:".length));
      if (area) area.value = value;
    },
  };
}
