// A form's named fields as an object; the button that sent it speaks last.
export function fields(form, submitter) {
  const found = Object.fromEntries(new FormData(form));
  if (submitter && submitter.name) found[submitter.name] = submitter.value;
  return found;
}

// Fields named "levels:criterion" as one object of levels.
export function withLevels(asked) {
  const rest = Object.entries(asked).filter(([name]) => !name.startsWith("levels:"));
  const levels = Object.entries(asked)
    .filter(([name]) => name.startsWith("levels:"))
    .map(([name, value]) => [name.slice("levels:".length), value]);
  return { ...Object.fromEntries(rest), levels: Object.fromEntries(levels) };
}

// Whether two requests are for the same list of the queue; what is empty need not be named.
export function sameList(one, other) {
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  names.delete("cursor");
  return [...names].every((name) => (one[name] || "") === (other[name] || ""));
}
