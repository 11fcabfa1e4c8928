// Role-plays: what is said goes to the server, and the next turn comes back.
import { problem } from "./http.js";

export function enhanceDialogues(section, unit) {
  const every = () => [...section.querySelectorAll("[data-dialogue]")];

  async function ask(play, place, handler, payload, then) {
    if (play.getAttribute("aria-busy")) return;
    play.setAttribute("aria-busy", "true");
    problem(place, "");
    const reply = await unit.send(handler, { item: play.dataset.dialogue, ...payload });
    play.removeAttribute("aria-busy");
    if (reply.ok) then(reply.body);
    else problem(place, reply.message);
  }

  const draw = (body) => unit.apply(body, "quiz");

  function ownWords(play, form) {
    const said = form.querySelector("[data-own-said]");
    const place = form.querySelector("[data-problem]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = form.querySelector("textarea").value;
      ask(play, place, "dialogue_words", { text }, ({ html, announce }) => {
        said.innerHTML = html;
        said.hidden = false;
        said.focus();
        unit.announce(announce);
      });
    });
  }

  for (const play of every()) {
    // Side by side where there is room; else the own way, and the others to be opened.
    if (unit.narrow) {
      for (const way of play.querySelectorAll(".empathy-way:not([data-own])")) way.open = false;
    }
    const turn = play.querySelector("[data-turn]");
    const place = play.querySelector("[data-problem]");
    if (turn) {
      turn.addEventListener("submit", (event) => {
        event.preventDefault();
        const chosen = turn.querySelector("input:checked");
        if (!chosen) problem(place, unit.words.choose_first);
        else {
          const { turn: number, after } = turn.dataset;
          const payload = { turn: Number(number), after, choice: chosen.value };
          ask(play, place, "dialogue_turn", payload, draw);
        }
      });
    }
    const own = play.querySelector("[data-own-words]");
    if (own) ownWords(play, own);
    const again = play.querySelector("[data-dialogue-again]");
    if (again) again.addEventListener("click", () => ask(play, place, "dialogue_again", {}, draw));
  }

  return {
    /** Return what is written in own words, and the hints on it: they are nowhere else. */
    leave() {
      return every().map((play) => {
        const own = play.querySelector("[data-own-words]");
        return own && [play.id, own.querySelector("textarea").value, own.querySelector("[data-own-said]").innerHTML];
      });
    },
    restore(kept) {
      for (const [id, text, html] of (kept || []).filter(Boolean)) {
        const own = section.querySelector(`#${CSS.escape(id)} [data-own-words]`);
        if (!own) continue;
        own.querySelector("textarea").value = text;
        if (text) own.closest("details").open = true;
        const said = own.querySelector("[data-own-said]");
        said.innerHTML = html;
        said.hidden = !html;
      }
    },
  };
}
