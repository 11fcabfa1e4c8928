// Drawing an answer: regions, local times, what is announced, and where the focus goes.
import { locale } from "../shared/locale.js";

function localTimes(root) {
  const format = new Intl.DateTimeFormat(locale(document.documentElement.lang), {
    dateStyle: "medium",
    timeStyle: "short",
  });
  for (const time of root.querySelectorAll("time[datetime]")) {
    time.textContent = format.format(new Date(time.dateTime));
  }
}

/** Say it aloud; a pause makes the same sentence heard a second time. */
export function say(live, text) {
  live.textContent = "";
  if (text) {
    setTimeout(() => {
      live.textContent = text;
    }, 100);
  }
}

export function showIn(section, { regions = {}, announce = "", focus = "" }) {
  for (const [name, html] of Object.entries(regions)) {
    const region = section.querySelector(`[data-region="${name}"]`);
    if (region) region.innerHTML = html;
  }
  localTimes(section);
  say(section.querySelector("[data-live]"), announce);
  const target = focus && section.querySelector(`#${CSS.escape(focus)}`);
  if (target) target.focus();
}
