// Keeping a draft: saved on the server as the learner writes, and on this device until it is.

const PAUSE = 1500;
const FIRST_RETRY = 4000;
const LAST_RETRY = 60000;

/** The copy on this device, one a learner and unit; storage may be full or switched off. */
export function deviceCopy(key) {
  const name = `empathy-${key}`;
  const quietly = (act) => {
    try {
      return act();
    } catch (error) {
      return null;
    }
  };
  const usable = Boolean(key);
  return {
    read: () => usable && quietly(() => JSON.parse(localStorage.getItem(name))),
    /** Return whether it was kept. */
    write: (copy) =>
      usable && quietly(() => localStorage.setItem(name, JSON.stringify(copy)) === undefined),
    remove: () => usable && quietly(() => localStorage.removeItem(name)),
  };
}

/** Return a button that takes words off this device. */
export function removal(unit, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "empathy-button empathy-button-small";
  button.textContent = unit.words.left_over_remove;
  button.addEventListener("click", act);
  return button;
}

/** Show what was kept on this device and never reached the server, where no form is for it. */
export function showLeftOver(section, unit, text, forget) {
  const place = document.createElement("details");
  const summary = document.createElement("summary");
  const words = document.createElement("p");
  summary.textContent = unit.words.left_over;
  words.textContent = text;
  words.className = "empathy-written";
  words.dir = "auto";
  const remove = removal(unit, () => {
    forget();
    place.remove();
    section.closest("section").querySelector("[tabindex]").focus();
  });
  place.open = true;
  place.append(summary, words, remove);
  section.append(place);
}

/** Whether two drafts hold the same words; the server takes the space around them away. */
function same(one, other) {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every(
    (prompt) => (one[prompt] || "").trim() === (other[prompt] || "").trim(),
  );
}

/**
 * Keep what `read()` returns. `say(kind, message)` shows where that stands; `conflict(other)` is
 * called when a newer draft with other words is kept, and stops saving until `resolve`.
 */
export function keepDrafts({ unit, copy, base, read, write, say, conflict }) {
  const text = () => JSON.stringify(read());
  let saved = text();
  let timer;
  let inFlight = null;
  let retry = FIRST_RETRY;
  let paused = false;
  let ended = false;
  let asked = null;

  const dirty = () => !ended && text() !== saved;
  const keepCopy = () => copy.write({ base, responses: read() });

  function later(wait) {
    clearTimeout(timer);
    if (!paused) timer = setTimeout(save, wait);
  }

  function ask(other, atOnce) {
    asked = other;
    keepCopy();
    conflict(other, atOnce);
  }

  function settle(sent, answer) {
    if (answer.ok) {
      base = answer.body.revision;
      saved = sent;
      retry = FIRST_RETRY;
      if (text() !== sent) later(PAUSE);
      else {
        copy.remove();
        say("saved", unit.words.saved);
      }
    } else if (answer.status === 409 && answer.body.draft) {
      ask(answer.body.draft, true);
    } else if (answer.status === 0 || answer.status >= 500) {
      const kept = keepCopy();
      if (answer.status) say("failed", unit.words.not_saved);
      else say("offline", kept ? unit.words.offline : unit.words.offline_unkept);
      later(retry);
      retry = Math.min(2 * retry, LAST_RETRY);
    } else {
      keepCopy();
      say("refused", answer.message);
    }
  }

  function save() {
    clearTimeout(timer);
    if (inFlight || asked || paused || !dirty()) return inFlight;
    const sent = text();
    say("saving", unit.words.saving);
    inFlight = unit.send("save_draft", { responses: JSON.parse(sent), base }).then((answer) => {
      inFlight = null;
      if (!ended) settle(sent, answer);
    });
    return inFlight;
  }

  const online = () => save();
  const hidden = () => {
    if (document.visibilityState === "hidden" && dirty()) {
      keepCopy();
      save();
    }
  };
  const leaving = (event) => {
    if (!dirty()) return;
    keepCopy();
    event.preventDefault();
  };
  window.addEventListener("online", online);
  window.addEventListener("beforeunload", leaving);
  document.addEventListener("visibilitychange", hidden);

  const kept = copy.read();
  if (kept && kept.responses) {
    const server = { responses: read(), revision: base };
    if (same(kept.responses, server.responses)) copy.remove();
    else {
      write(kept.responses);
      if (kept.base === base) {
        say("restored", unit.words.restored);
        later(PAUSE);
      } else ask(server, false);
    }
  }

  return {
    dirty,
    save,
    /** The revision of the kept draft that the writing began from. */
    base: () => base,
    /** Ask which version to go on with: `other` is kept, and newer. */
    meet: (other) => ask(other, true),
    changed() {
      keepCopy();
      if (!asked) later(PAUSE);
    },
    resolve(useOther) {
      const other = asked;
      asked = null;
      base = other.revision;
      if (useOther) write(other.responses);
      saved = useOther ? text() : "";
      if (useOther) copy.remove();
      else save();
    },
    /** Begin no more saves, and return a promise for the one on its way. */
    pause() {
      clearTimeout(timer);
      paused = true;
      return inFlight || Promise.resolve();
    },
    goOn() {
      paused = false;
      if (dirty()) later(PAUSE);
    },
    end() {
      ended = true;
      clearTimeout(timer);
      window.removeEventListener("online", online);
      window.removeEventListener("beforeunload", leaving);
      document.removeEventListener("visibilitychange", hidden);
    },
  };
}
