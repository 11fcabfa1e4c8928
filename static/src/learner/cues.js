// The cues of a text track, read from its WebVTT file once and when they are wanted.

const read = new Map();

export function seconds(text) {
  const parts = text.trim().split(/\s/)[0].replace(",", ".").split(":");
  return parts.reduce((sum, part) => 60 * sum + Number(part), 0);
}

/** The words of a cue: a voice is named, other marks are taken away, as a browser would. */
function words(text) {
  const said = text.replace(/<v(?:\.[^\s>]*)?\s+([^>]+)>/g, "$1: ");
  return new VTTCue(0, 1, said).getCueAsHTML().textContent.replace(/\s+/g, " ").trim();
}

/** Return the cues [{start, end, text}] of a file's text, by time; times are in seconds. */
export function cuesOf(text) {
  const cues = [];
  for (const block of text.replace(/\r\n?/g, "\n").split(/\n{2,}/)) {
    const lines = block.split("\n");
    const at = lines.findIndex((line) => line.includes("-->"));
    if (at < 0) continue;
    const [start, end] = lines[at].split("-->").map(seconds);
    const said = words(lines.slice(at + 1).join("\n"));
    if (said && end > start) cues.push({ start, end, text: said });
  }
  return cues.sort((one, other) => one.start - other.start);
}

/** Resolve to the cues of the file at `address`, none where it can't be had. */
export function cues(address) {
  if (!read.has(address)) {
    const found = fetch(address)
      .then((response) => (response.ok ? response.text() : Promise.reject(response)))
      .then(cuesOf)
      .catch(() => {
        read.delete(address); // to be asked for again
        return [];
      });
    read.set(address, found);
  }
  return read.get(address);
}

export const cueAt = (all, time) => all.find((cue) => cue.start <= time && time < cue.end);

/** Resolve to what is only seen: as it stands on the page, else in a file. Some have no end. */
export async function descriptions(section) {
  const told = [...section.querySelectorAll("[data-told] li")];
  const choice = section.querySelector("select[data-described]");
  if (!told.length) return choice ? cues(choice.dataset.src) : [];
  return told.map(({ dataset, lastChild }) => ({
    start: Number(dataset.from),
    end: Number(dataset.to) || Infinity,
    text: lastChild.textContent.trim(),
  }));
}

/** Resolve to the captions in which somebody speaks, not those of sounds alone. */
export async function speeches(section) {
  const { src } = section.querySelector("[data-lines]").dataset;
  const all = src ? await cues(src) : [];
  return all.filter((cue) => !/^[[(♪].*[\])♪]$/.test(cue.text));
}

/** Return from when on somebody speaks, at `time` or later. */
export function spokenFrom(spoken, time) {
  const cue = spoken.find((one) => one.end > time + 0.3);
  return cue ? Math.max(cue.start, time) : Infinity;
}
