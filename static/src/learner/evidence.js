// Evidence both ways: from a criterion to the sentences it relies on, and back.

const relies = (sentence, criterion) => sentence.dataset.evidence.split(" ").includes(criterion);

export function enhanceEvidence(section, unit) {
  for (const attempt of section.querySelectorAll("[data-attempt]")) {
    const all = (selector) => [...attempt.querySelectorAll(selector)];
    const relied = attempt.querySelector("[data-relied]");

    function light(sentences, criteria, pressed) {
      for (const sentence of all("[data-evidence]")) {
        sentence.closest("mark").toggleAttribute("data-lit", sentences.includes(sentence));
      }
      for (const card of all("[data-criterion]")) {
        card.toggleAttribute("data-lit", criteria.includes(card.dataset.criterion));
      }
      for (const button of all("[data-evidence], [data-show]")) {
        button.setAttribute("aria-pressed", String(button === pressed));
      }
      if (relied) relied.hidden = true;
    }

    function tell(sentence, cards) {
      const links = cards.map((card) => {
        const link = document.createElement("a");
        link.href = `#${card.id}`;
        link.append(...card.querySelector("h6").cloneNode(true).childNodes); // with its language
        link.addEventListener("click", (event) => {
          event.preventDefault();
          card.focus();
        });
        return link;
      });
      const listed = links.flatMap((link, order) => (order ? [", ", link] : [link]));
      relied.replaceChildren(`${unit.words.relied_on} `, ...listed);
      sentence.closest(".empathy-written").after(relied);
      relied.hidden = false;
      unit.announce(relied.textContent);
    }

    function press(button) {
      if (button.getAttribute("aria-pressed") === "true") {
        light([], [], null);
      } else if (button.dataset.show) {
        const criterion = button.dataset.show;
        const sentences = all("[data-evidence]").filter((one) => relies(one, criterion));
        light(sentences, [criterion], button);
        if (sentences.length) sentences[0].focus();
        else unit.announce(unit.words.no_evidence);
      } else {
        const cards = all("[data-criterion]").filter((card) =>
          relies(button, card.dataset.criterion),
        );
        light([button], cards.map((card) => card.dataset.criterion), button);
        tell(button, cards);
      }
    }

    attempt.addEventListener("click", (event) => {
      const button = event.target.closest("[data-evidence], [data-show]");
      if (button) press(button);
    });
    attempt.addEventListener("keydown", (event) => {
      if (!event.target.matches("[data-evidence]")) return;
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        press(event.target);
      }
    });
  }
}
