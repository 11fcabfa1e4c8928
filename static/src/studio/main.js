// The editor in Studio: a form drawn by the server; here it is sent, and what comes back is put in.
import { node, post } from "../shared/http.js";
import { collect, fieldAt, openAgain, openSection, openedKeys, renameReferences, reveal, same } from "./form.js";
import { forget, keep, kept } from "./keep.js";
import { goToLine } from "./lines.js";
import { show } from "./problems.js";
import { letDrag, settle, shift } from "./steps.js";

const CHECK_AFTER = 700; // milliseconds without a key
const MOST_UNDO = 30;

window.EmpathyStudio = function EmpathyStudio(runtime, element) {
  const root = node(element).querySelector("[data-empathy-studio]");
  if (!root || root.dataset.started) return;
  root.dataset.started = "yes";

  const find = (name) => root.querySelector(`[data-${name}]`);
  const region = (name) => root.querySelector(`[data-region="${name}"]`);
  const body = region("body");
  const source = root.querySelector("#empathy-studio-olx");
  const narrow = window.matchMedia("(max-width: 47.99rem)");
  let version = root.dataset.version;
  let tab = "";
  let timer = 0;
  let round = 0;
  let busy = false;
  const undo = [];

  const notify = (name, about) => runtime.notify && runtime.notify(name, about);
  const written = () => (tab === "source" ? { olx: source.value } : { form: collect(body) });
  let saved = { form: collect(body), olx: source.value };
  const changed = () => (tab === "source" ? source.value !== saved.olx : !same(collect(body), saved.form));

  function say(live, problem = "") {
    find("live").textContent = live;
    find("problem").textContent = problem;
  }

  function put(answer, quiet) {
    const { regions = {} } = answer;
    for (const [name, html] of Object.entries(regions)) {
      const place = region(name);
      if (!place) continue;
      place.innerHTML = html;
      if (name === "dialogues") place.closest("details").hidden = !html;
    }
    const sentence = root.querySelector("[data-region='problems'] [data-sentence], [data-region='problems'] .empathy-studio-verdict");
    if (sentence) {
      const errors = sentence.hasAttribute("data-errors");
      find("verdict").textContent = sentence.textContent;
      find("verdict").toggleAttribute("data-errors", errors);
      find("save").disabled = errors;
    }
    if (tab !== "source") show(root, body, quiet);
  }

  function draw(html) {
    const keys = openedKeys(body);
    const before = root.querySelector(".empathy-studio-main").scrollTop;
    const section = root.dataset.shown;
    const sample = find("sample").value;
    const tried = region("tried").innerHTML;
    body.innerHTML = html;
    find("sample").value = sample;
    region("tried").innerHTML = tried;
    openAgain(body, keys);
    ready(section);
    root.querySelector(".empathy-studio-main").scrollTop = before;
  }

  function ready(section) {
    openSection(root, section && body.querySelector(`[data-section="${section}"]`) ? section : "settings");
    settle(root);
    find("outline").open = !narrow.matches;
  }

  function failed(answer) {
    const message = answer.body.error || root.dataset[answer.status ? "failed" : "offline"];
    if (answer.status === 422 || answer.status === 409) put(answer.body);
    say("", message);
    return message;
  }

  async function check(aloud) {
    clearTimeout(timer);
    const mine = ++round;
    const answer = await post(runtime, element, "studio_check", written());
    if (mine !== round) return; // something has changed since
    if (answer.status === 200) {
      put(answer.body);
      if (aloud) {
        say(answer.body.announce);
        find("list").open = true;
      }
    } else if (aloud) failed(answer);
  }

  function later() {
    clearTimeout(timer);
    round += 1;
    say("");
    find("save").disabled = false;
    timer = setTimeout(() => {
      if (changed()) keep(root, { ...written(), version });
      else forget(root);
      check(false);
    }, CHECK_AFTER);
  }

  // --- changing the form's shape -------------------------------------------------------------

  function remember(form, section) {
    undo.push({ form, section });
    if (undo.length > MOST_UNDO) undo.shift();
    find("undo").disabled = false;
  }

  async function ask(handler, sent) {
    if (busy) return null;
    busy = true;
    root.setAttribute("aria-busy", "true");
    clearTimeout(timer);
    round += 1;
    say("");
    const answer = await post(runtime, element, handler, sent);
    busy = false;
    root.removeAttribute("aria-busy");
    if (answer.status === 200) return answer.body;
    failed(answer);
    return null;
  }

  function redraw(answer, quiet) {
    const { body: html, ...others } = answer.regions;
    draw(html);
    put({ ...answer, regions: others }, quiet);
    if (answer.announce) say(answer.announce);
    if (changed()) keep(root, { form: collect(body), version });
    else forget(root);
  }

  async function edit(action) {
    const form = collect(body);
    const section = root.dataset.shown;
    const answer = await ask("studio_edit", { form, action });
    if (!answer) return;
    remember(form, section);
    redraw(answer, action.do === "add" && answer.focus);
    const target = answer.focus && (toolAt(action, answer.focus) || fieldAt(body, answer.focus));
    if (target) reveal(root, target);
  }

  /** After a move, the same arrow of the part that moved; so it can be moved on. */
  function toolAt(action, path) {
    if (!["up", "down"].includes(action.do)) return null;
    const of = (name) => body.querySelector(`[data-do="${name}"][data-path="${CSS.escape(path)}"]`);
    return of(action.do) || of(action.do === "up" ? "down" : "up");
  }

  async function back() {
    const last = undo.pop();
    if (!last) return;
    const answer = await ask("studio_edit", { form: last.form, action: { do: "show" } });
    if (!answer) {
      undo.push(last);
      return;
    }
    root.dataset.shown = last.section;
    redraw(answer);
    find("undo").disabled = !undo.length;
    openTab("form");
    say(root.dataset.undone);
    body.querySelector(`[data-section="${last.section}"] h3`).focus();
  }

  async function look(name) {
    const answer = await ask("studio_start", { name, olx: name === "olx" ? find("paste").value : "" });
    if (!answer) return;
    region("look").innerHTML = answer.regions.look;
    region("look").focus();
    region("look").scrollIntoView({ block: "nearest" });
  }

  async function take(name) {
    const olx = name === "olx" ? find("paste").value : "";
    const form = collect(body);
    const answer = await ask("studio_start", { name, olx, take: true });
    if (!answer) return;
    if (!answer.regions.body) {
      region("look").innerHTML = answer.regions.look;
      return;
    }
    remember(form, root.dataset.shown);
    region("look").innerHTML = "";
    region("conflict").innerHTML = "";
    root.dataset.shown = "settings";
    openTab("form");
    redraw(answer);
    if (answer.version) {
      version = answer.version;
      saved = { form: collect(body), olx: source.value };
      forget(root);
    }
    const target = fieldAt(body, answer.focus);
    if (target) reveal(root, target);
  }

  async function attempt(button) {
    button.setAttribute("aria-busy", "true");
    const answer = await ask("studio_try", { form: collect(body), text: find("sample").value });
    button.removeAttribute("aria-busy");
    if (!answer) return;
    region("tried").innerHTML = answer.regions.tried;
    region("tried").focus();
  }

  // --- tabs ----------------------------------------------------------------------------------

  function openTab(name) {
    tab = name;
    for (const panel of root.querySelectorAll("[data-panel]")) panel.hidden = panel.dataset.panel !== name;
    for (const button of root.querySelectorAll("[data-tab]")) {
      button.setAttribute("aria-pressed", String(button.dataset.tab === name));
    }
  }

  async function change(name) {
    if (name === tab) return;
    const asks = { source: tab !== "source", form: tab === "source", start: tab === "source" }[name];
    if (asks && name === "source") {
      const answer = await ask("studio_source", { form: collect(body) });
      if (!answer) {
        openTab("form");
        find("list").open = true;
        return;
      }
      source.value = answer.olx;
      if (!changed()) saved.olx = answer.olx;
      openTab(name);
      source.focus();
      return check(false);
    }
    if (asks) {
      const answer = await ask("studio_start", { name: "olx", olx: source.value, take: true });
      if (!answer) return;
      if (!answer.regions.body && name === "form") {
        await check(false);
        find("list").open = true;
        say("", find("verdict").textContent);
        return;
      }
      const untouched = source.value === saved.olx;
      openTab(name);
      if (answer.regions.body) {
        draw(answer.regions.body);
        put({ regions: { problems: answer.regions.problems } });
        if (untouched) saved.form = collect(body);
      }
    } else openTab(name);
    if (name === "start") root.querySelector("#empathy-h-start").focus();
    else root.querySelector("[data-section]:not([hidden]) h3").focus();
  }

  // --- saving --------------------------------------------------------------------------------

  async function save() {
    if (busy) return;
    clearTimeout(timer);
    round += 1;
    busy = true;
    say("");
    find("save").disabled = true;
    notify("save", { state: "start" });
    const sent = written();
    const answer = await post(runtime, element, "studio_save", { ...sent, version });
    busy = false;
    find("save").disabled = false;
    if (answer.status === 200) {
      version = answer.body.version;
      for (const field of body.querySelectorAll("[data-field$='.id']")) {
        field.value = answer.body.form[field.dataset.field] || field.value;
      }
      saved = { form: collect(body), olx: source.value };
      region("conflict").innerHTML = "";
      forget(root);
      say(root.dataset.saved);
      notify("save", { state: "end" });
      return;
    }
    keep(root, { ...sent, version });
    const message = failed(answer);
    notify("error", { title: root.querySelector("h2").textContent, message });
    if (answer.status === 409) {
      region("conflict").focus();
      region("conflict").scrollIntoView({ block: "nearest" });
      return;
    }
    if (answer.status !== 422) return;
    find("list").open = true;
    const first = root.querySelector("[data-region='problems'] button");
    if (first) first.focus();
  }

  function question(open) {
    find("question").hidden = !open;
    find("buttons").hidden = open;
    find(open ? "stay" : "cancel").focus();
  }

  function cancel() {
    if (changed()) question(true);
    else notify("cancel", {});
  }

  function leave() {
    forget(root);
    saved = written().form ? { ...saved, form: collect(body) } : { ...saved, olx: source.value };
    notify("cancel", {});
  }

  async function bringBack() {
    const work = kept(root);
    find("kept").hidden = true;
    if (!work) return;
    if (work.olx !== undefined) {
      source.value = work.olx;
      openTab("source");
      version = work.version || version;
      check(false);
      source.focus();
      return;
    }
    const before = collect(body);
    const answer = await ask("studio_edit", { form: work.form, action: { do: "show" } });
    if (!answer) {
      find("kept").hidden = false;
      return;
    }
    remember(before, root.dataset.shown);
    openTab("form");
    version = work.version || version;
    redraw(answer);
    body.querySelector("[data-section]:not([hidden]) h3").focus();
  }

  // --- what is done --------------------------------------------------------------------------

  function jump(path) {
    if (tab === "source") return;
    openTab("form");
    const target = fieldAt(body, path);
    if (target) reveal(root, target);
    else openSection(root, path.split(".")[0]);
  }

  function visit(name) {
    openSection(root, name);
    if (narrow.matches) find("outline").open = false;
    const heading = body.querySelector(`[data-section="${name}"] h3`);
    heading.focus({ preventScroll: true });
    if (narrow.matches) heading.scrollIntoView();
    else root.querySelector(".empathy-studio-main").scrollTop = 0;
  }

  const ACTS = {
    tab: (button) => change(button.dataset.tab),
    open: (button) => visit(button.dataset.open),
    shift: (button) => {
      remember(collect(body), root.dataset.shown);
      const moved = shift(root, button);
      later();
      say(moved || "");
    },
    "switch-on": (button) => {
      const box = body.querySelector(`[data-field="${button.dataset.switchOn}.on"]`);
      box.checked = true;
      settle(root);
      body.querySelector(`[data-section="${button.dataset.switchOn}"] h3`).focus();
      later();
    },
    do: ({ dataset }) => edit({ do: dataset.do, path: dataset.path, name: dataset.name || "" }),
    look: (button) => look(button.dataset.look),
    take: (button) => take(button.dataset.take),
    try: attempt,
    goto: (button) => jump(button.dataset.goto),
    line: (button) => goToLine(source, Number(button.dataset.line)),
    save,
    force: (button) => {
      version = button.dataset.force;
      save();
    },
    check: () => check(true),
    undo: back,
    cancel,
    stay: () => question(false),
    leave,
    "bring-back": bringBack,
    forget: () => {
      forget(root);
      find("kept").hidden = true;
      find("cancel").focus();
    },
  };

  root.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button || !root.contains(button)) return;
    for (const name of button.getAttributeNames()) {
      const act = name.startsWith("data-") && ACTS[name.slice(5)];
      if (act) return act(button);
    }
  });
  root.addEventListener("submit", (event) => event.preventDefault());
  root.addEventListener("keydown", (event) => {
    if (event.key === "s" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  });
  root.addEventListener("input", (event) => {
    const { target } = event;
    if (target.dataset.word) {
      const words = target.closest("[data-cell]").querySelector("[data-field]");
      const others = words.value.split(" ").filter((word) => word && word !== target.dataset.word);
      words.value = [...others, ...(target.checked ? [target.dataset.word] : [])].join(" ");
    } else if (!target.dataset.field && target !== source) return;
    if (target.dataset.field) {
      if (target.dataset.field.endsWith(".on")) {
        settle(root);
        if (target.checked) openSection(root, target.closest("[data-step]").dataset.step);
      }
      renameReferences(target);
    }
    later();
  });
  letDrag(root, later);
  narrow.addEventListener("change", () => {
    find("outline").open = !narrow.matches;
  });
  window.addEventListener("beforeunload", (event) => {
    if (root.isConnected && changed()) event.preventDefault();
  });

  ready("settings");
  openTab(root.dataset.kind);
  saved = { form: collect(body), olx: source.value };
  put({});
  const work = kept(root);
  if (work && (work.olx === undefined ? !same(work.form, saved.form) : work.olx !== saved.olx)) {
    find("kept").hidden = false;
    find("kept-at").textContent = new Date(work.at).toLocaleString();
    find("kept").focus({ preventScroll: true });
  } else forget(root);
};
