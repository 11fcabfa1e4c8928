// The editor in Studio: a form drawn by the server; here it is sent, and what comes back is put in.
import { node, post } from "../shared/http.js";
import { collect, openAgain, openSection, openedKeys, renameReferences, same } from "./form.js";
import { DESCRIBES, keepStage, listenToDescriptions } from "./describe.js";
import { letDrag } from "./dragging.js";
import { forget, keep } from "./keep.js";
import { goToLine } from "./lines.js";
import { lookAgain, lookWhenOpened } from "./looking.js";
import { openMoments, openWhenWanted, undrawn, valuesOf } from "./opening.js";
import { show } from "./problems.js";
import { bringBack, cancel, compare, confirm, discard, dismiss, leave, offer, question, save } from "./saving.js";
import { edit, look, readFile, remember, take, undo } from "./shape.js";
import { drop, settle, shift } from "./steps.js";
import { changeTab, jump, openTab, visit } from "./tabs.js";
import { keepAnswer, putTried, trial, triedField, tryAgain, tryRubric } from "./trial.js";

const CHECK_AFTER = 700; // milliseconds without a key

/** One editor: the page's parts, what is written in it, and how it speaks with the server. */
class Editor {
  constructor(runtime, element, root) {
    this.runtime = runtime;
    this.element = element;
    this.root = root;
    this.find = (name) => root.querySelector(`[data-${name}]`);
    this.region = (name) => root.querySelector(`[data-region="${name}"]`);
    this.notify = (name, about) => runtime.notify && runtime.notify(name, about);
    this.body = this.region("body");
    this.source = root.querySelector("#empathy-studio-olx");
    this.narrow = window.matchMedia("(max-width: 47.99rem)");
    this.version = root.dataset.version;
    this.tab = root.dataset.kind;
    this.past = []; // forms to come back to
    this.busy = false;
    this.brokenSource = false; // left as it is, to be mended
    this.timer = 0;
    this.round = 0;
  }

  form() {
    return { ...valuesOf(this.body), ...collect(this.body) };
  }

  written() {
    return this.tab === "source" ? { olx: this.source.value } : { form: this.form() };
  }

  changed() {
    return this.tab === "source" ? this.source.value !== this.saved.olx : !same(this.form(), this.saved.form);
  }

  /** What is written is what is saved, from here on. */
  settled() {
    this.saved = { form: this.form(), olx: this.source.value };
  }

  say(live, problem = "") {
    this.find("live").textContent = live;
    this.find("problem").textContent = problem;
  }

  /** Put in what the server drew. Errors within `quiet`, a part just added, are not yet marked. */
  put({ regions = {} }, quiet) {
    for (const [name, html] of Object.entries(regions)) {
      const place = this.region(name);
      if (!place) continue;
      const seen = [...place.querySelectorAll(".empathy-graph-scroll")].map((one) => one.scrollLeft);
      place.innerHTML = html;
      place.querySelectorAll(".empathy-graph-scroll").forEach((one, at) => (one.scrollLeft = seen[at] || 0));
      if (name === "dialogues") place.closest("details").hidden = !html;
    }
    const said = this.region("problems").querySelector("[data-sentence], .empathy-studio-verdict");
    if (said) {
      const errors = said.hasAttribute("data-errors");
      this.find("verdict").textContent = said.textContent;
      this.find("verdict").toggleAttribute("data-errors", errors);
      this.find("save").disabled = errors;
    }
    if (this.tab !== "source") show(this.root, this.body, quiet);
  }

  /** Draw the form anew; what was open stays open, what was typed to be tried stays typed. */
  draw(html) {
    const { body, root } = this;
    const keys = openedKeys(body);
    const scroller = root.querySelector(".empathy-studio-main");
    const before = scroller.scrollTop;
    const sample = this.find("sample").value;
    const tried = this.region("tried").innerHTML;
    const picked = this.find("pick").value;
    keepStage(this, () => {
      body.innerHTML = html;
    });
    this.find("sample").value = sample;
    this.region("tried").innerHTML = tried;
    this.find("pick").value = picked;
    openAgain(body, keys);
    openMoments(this, undrawn(body).filter((one) => one.open));
    this.ready(root.dataset.shown);
    scroller.scrollTop = before;
    tryAgain(this);
  }

  ready(section) {
    const there = section && this.body.querySelector(`[data-section="${section}"]`);
    openSection(this.root, there ? section : "settings");
    settle(this.root);
    this.find("outline").open = !this.narrow.matches;
  }

  failed(answer) {
    const message = answer.body.error || this.root.dataset[answer.status ? "failed" : "offline"];
    if (answer.status === 422 || answer.status === 409) this.put(answer.body);
    this.say("", message);
    return message;
  }

  stopChecks() {
    clearTimeout(this.timer);
    this.round += 1;
  }

  async check(aloud) {
    this.stopChecks();
    const mine = this.round;
    const tried = this.tab === "source" ? null : trial(this);
    const sent = { ...this.written(), ...(tried && { trial: tried }) };
    const answer = await post(this.runtime, this.element, "studio_check", sent);
    if (mine !== this.round) return; // something has changed since
    if (answer.status === 200) {
      this.put(answer.body);
      lookAgain(this);
      putTried(this, answer.body.tried);
      if (!aloud) return;
      this.say(answer.body.announce);
      this.find("list").open = true;
    } else if (aloud) this.failed(answer);
  }

  /** Something was written: keep it in this browser and check it, once there is a pause. */
  wrote() {
    this.stopChecks();
    this.say("");
    this.find("save").disabled = false;
    this.timer = setTimeout(() => {
      if (this.changed()) keep(this.root, { ...this.written(), version: this.version });
      else forget(this.root);
      this.check(false);
    }, CHECK_AFTER);
  }

  /** Ask the server; what it refuses is said, and null comes back. One question at a time. */
  async ask(handler, sent) {
    if (this.busy) return null;
    this.busy = true;
    this.root.setAttribute("aria-busy", "true");
    this.stopChecks();
    this.say("");
    const answer = await post(this.runtime, this.element, handler, sent);
    this.busy = false;
    this.root.removeAttribute("aria-busy");
    if (answer.status === 200) return answer.body;
    this.failed(answer);
    return null;
  }
}

/** What buttons do, by the name of their data attribute. */
const ACTS = {
  ...DESCRIBES,
  tab: (editor, button) => changeTab(editor, button.dataset.tab),
  open: (editor, button) => visit(editor, button.dataset.open),
  shift: (editor, button) => {
    remember(editor, editor.form(), editor.root.dataset.shown);
    const moved = shift(editor.root, button);
    editor.wrote();
    editor.say(moved || "");
  },
  "switch-on": (editor, button) => {
    const name = button.dataset.switchOn;
    editor.body.querySelector(`[data-field="${name}.on"]`).checked = true;
    settle(editor.root);
    editor.body.querySelector(`[data-section="${name}"] h3`).focus();
    editor.wrote();
  },
  do: (editor, { dataset }) => edit(editor, { do: dataset.do, path: dataset.path, name: dataset.name || "" }),
  look: (editor, button) => look(editor, button.dataset.look),
  take: (editor, button) => take(editor, button.dataset.take),
  try: tryRubric,
  "keep-answer": keepAnswer,
  goto: (editor, button) => jump(editor, button.dataset.goto),
  line: (editor, button) => goToLine(editor.source, Number(button.dataset.line)),
  save,
  confirm,
  compare,
  dismiss,
  force: (editor, button) => {
    editor.version = button.dataset.force;
    save(editor);
  },
  check: (editor) => editor.check(true),
  undo,
  cancel,
  stay: (editor) => question(editor, false),
  leave,
  "bring-back": bringBack,
  forget: discard,
};

function typed(editor, target) {
  if (triedField(editor, target)) return;
  if (target.dataset.file !== undefined) {
    readFile(editor, target);
    return;
  }
  if (target.dataset.word) {
    const words = target.closest("[data-cell]").querySelector("[data-field]");
    const others = words.value.split(" ").filter((word) => word && word !== target.dataset.word);
    words.value = [...others, ...(target.checked ? [target.dataset.word] : [])].join(" ");
  } else if (target.dataset.field) {
    if (target.dataset.field.endsWith(".on")) {
      settle(editor.root);
      if (target.checked) openSection(editor.root, target.closest("[data-step]").dataset.step);
    }
    renameReferences(target);
  } else if (target !== editor.source) return;
  editor.wrote();
}

function listen(editor) {
  const { root } = editor;
  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !root.contains(button) || button.closest("[data-looked]")) return;
    const name = button.getAttributeNames().find((one) => one.startsWith("data-") && ACTS[one.slice(5)]);
    if (name) ACTS[name.slice(5)](editor, button);
  });
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    save(editor);
  });
  root.addEventListener("input", (event) => typed(editor, event.target));
  letDrag(root, (part, to) => {
    if (!part.dataset.step) {
      edit(editor, { do: "move", path: part.dataset.one, to });
      return;
    }
    remember(editor, editor.form(), root.dataset.shown);
    const moved = drop(root, part, to);
    editor.wrote();
    editor.say(moved);
  });
  openWhenWanted(editor);
  lookWhenOpened(editor);
  listenToDescriptions(editor);
  editor.narrow.addEventListener("change", () => {
    editor.find("outline").open = !editor.narrow.matches;
  });
  window.addEventListener("beforeunload", (event) => {
    if (root.isConnected && editor.changed()) event.preventDefault();
  });
}

window.EmpathyStudio = function EmpathyStudio(runtime, element) {
  const root = node(element).querySelector("[data-empathy-studio]");
  if (!root || root.dataset.started) return;
  root.dataset.started = "yes";
  const editor = new Editor(runtime, element, root);
  editor.ready("settings");
  openTab(editor, editor.tab);
  editor.settled();
  editor.put({});
  listen(editor);
  offer(editor);
};
