// A step or an item as learners meet it, beside its form; drawn anew as the form is written.
import { post } from "../shared/http.js";

const says = (place, words) => {
  const line = place.querySelector("[data-film-says]") || document.createElement("p");
  line.dataset.filmSays = "";
  line.className = "empathy-hint";
  line.setAttribute("role", "status");
  line.textContent = words;
  if (!line.isConnected) place.prepend(line);
};

/** Say whether the browser can play the film; one on another site loads when it is asked for. */
function watchFilm(box, place) {
  const film = place.querySelector("video");
  if (film) {
    film.preload = "metadata";
    film.addEventListener("loadedmetadata", () => {
      const whole = Math.round(film.duration);
      const length = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
      says(place, Number.isFinite(whole) ? box.dataset.plays.replace("{length}", length) : box.dataset.playsOn);
    });
    const sources = film.querySelectorAll("source");
    const last = sources[sources.length - 1] || film;
    last.addEventListener("error", () => says(place, box.dataset.unplayable));
  }
  const linked = place.querySelector("[data-linked]");
  if (!linked) return;
  linked.hidden = false;
  linked.querySelector("[data-load]").addEventListener("click", () => {
    const frame = document.createElement("iframe");
    frame.src = linked.dataset.embed;
    frame.title = linked.dataset.title;
    frame.allow = "fullscreen; encrypted-media; picture-in-picture";
    frame.className = "empathy-studio-frame";
    linked.replaceChildren(frame);
  });
}

async function look(editor, box) {
  const place = box.querySelector("[data-looked]");
  const sent = { form: editor.form(), path: box.dataset.lookAt };
  const told = JSON.stringify(sent);
  if (box.told === told) return; // nothing has changed since
  box.told = told;
  const answer = await post(editor.runtime, editor.element, "studio_preview", sent);
  if (box.told !== told || !box.isConnected) return;
  if (answer.status === 200) {
    if (place.drawn === answer.body.html) return; // a film plays on
    place.drawn = answer.body.html;
    const drawn = document.createElement("template"); // it has a form, which may stand in no other
    drawn.innerHTML = answer.body.html;
    place.replaceChildren(drawn.content);
    for (const one of place.querySelectorAll("[data-video], [hidden][data-item-hint]")) one.hidden = false;
    watchFilm(box, place);
    return;
  }
  box.told = "";
  place.drawn = "";
  const line = document.createElement("p");
  line.className = "empathy-hint";
  line.textContent = answer.body.error || editor.root.dataset[answer.status ? "failed" : "offline"];
  place.replaceChildren(line);
}

/** Draw anew whatever is looked at in the part of the unit that is shown. */
export function lookAgain(editor) {
  for (const box of editor.body.querySelectorAll("[data-section]:not([hidden]) [data-look-at][open]")) look(editor, box);
}

/** Show what learners would see when it is opened. */
export function lookWhenOpened(editor) {
  const opened = ({ target }) => target.open && target.dataset.lookAt !== undefined && look(editor, target);
  editor.body.addEventListener("toggle", opened, true);
}
