// A form's named fields as an object; the button that sent it speaks last.
export function fields(form, submitter) {
  const found = Object.fromEntries(new FormData(form));
  if (submitter && submitter.name) found[submitter.name] = submitter.value;
  return found;
}
