// A link to one reflection: the address of this page with the reflection's ref, and the review's
// place on the page, for there may be several units on it.
const NAME = "response";

/** Return the ref that the address asks this review for, or null. */
export function asked(section) {
  const here = new URL(window.location.href);
  const place = here.hash.slice(1);
  const mine = section.getAttribute("aria-labelledby");
  return place && place !== mine ? null : here.searchParams.get(NAME);
}

function address(section, ref) {
  const here = new URL(window.location.href);
  here.searchParams.set(NAME, ref);
  here.hash = section.getAttribute("aria-labelledby");
  return here.href;
}

/** Have the page's button copy the link; where a frame may not, show it to be copied by hand. */
export function offerLink(section, say) {
  const offer = section.querySelector("[data-link]");
  if (!offer || !offer.hidden) return;
  const button = offer.querySelector("button");
  const field = offer.querySelector("input");
  offer.hidden = false;
  button.addEventListener("click", async () => {
    const link = address(section, offer.dataset.link);
    try {
      await navigator.clipboard.writeText(link);
      say(button.dataset.copied);
    } catch {
      field.value = link;
      field.hidden = false;
      field.select();
      say(button.dataset.copy);
    }
  });
}
