// Asking before marks are lost: in the page, because a frame may not open dialogs.
export function guard(section, button, leave) {
  const open = section.querySelector("[data-unsaved-open]");
  if (open) open.remove();
  const question = section.querySelector("template[data-unsaved]").content.firstElementChild;
  const shown = question.cloneNode(true);
  shown.dataset.unsavedOpen = "";
  button.closest("nav, header, p").after(shown);
  const close = (then) => () => {
    shown.remove();
    then();
  };
  const stay = shown.querySelector("[data-unsaved-stay]");
  stay.addEventListener("click", close(() => button.focus()));
  shown.querySelector("[data-unsaved-leave]").addEventListener("click", close(leave));
  shown.addEventListener("keydown", (event) => {
    if (event.key === "Escape") stay.click();
  });
  stay.focus();
}
