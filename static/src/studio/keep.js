// Unsaved work, kept in this browser until it is saved or discarded. One entry for each unit.

const name = (root) => `empathy-studio:${root.dataset.key}`;

export function keep(root, work) {
  try {
    localStorage.setItem(name(root), JSON.stringify({ ...work, at: Date.now() }));
  } catch (error) {
    // A full or forbidden store costs the copy, and nothing else.
  }
}

export function kept(root) {
  try {
    const work = JSON.parse(localStorage.getItem(name(root)));
    return work && (work.form || typeof work.olx === "string") ? work : null;
  } catch (error) {
    return null;
  }
}

export function forget(root) {
  try {
    localStorage.removeItem(name(root));
  } catch (error) {
    // as above
  }
}
