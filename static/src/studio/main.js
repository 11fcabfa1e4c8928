// The editor in Studio: check while typing, save, and say what went wrong where it is seen.
import { node, post } from "../shared/http.js";
import { goToLine } from "./lines.js";

const CHECK_AFTER = 900; // milliseconds without a key

window.EmpathyStudio = function EmpathyStudio(runtime, element) {
  const root = node(element).querySelector("[data-empathy-studio]");
  if (!root || root.dataset.started) return;
  root.dataset.started = "yes";

  const find = (name) => root.querySelector(`[data-${name}]`);
  const text = root.querySelector("textarea");
  let saved = text.value;
  let timer = 0;
  let round = 0;

  const notify = (name, about) => runtime.notify && runtime.notify(name, about);
  const changed = () => text.value !== saved;

  function say(live, problem = "") {
    find("live").textContent = live;
    find("problem").textContent = problem;
  }

  function draw({ regions = {} }) {
    for (const [name, html] of Object.entries(regions)) {
      root.querySelector(`[data-region="${name}"]`).innerHTML = html;
    }
    find("save").disabled = Boolean(root.querySelector("[data-errors]"));
  }

  async function check(aloud) {
    clearTimeout(timer);
    const mine = ++round;
    const answer = await post(runtime, element, "studio_check", { olx: text.value });
    if (mine !== round) return; // the text has changed since
    if (answer.status === 200) {
      draw(answer.body);
      if (aloud) say(answer.body.announce);
    } else if (aloud) {
      say("", answer.body.error || root.dataset[answer.status ? "failed" : "offline"]);
    }
  }

  async function save() {
    clearTimeout(timer);
    round += 1;
    say("");
    find("save").disabled = true;
    notify("save", { state: "start" });
    const sent = text.value;
    const answer = await post(runtime, element, "studio_save", { olx: sent });
    find("save").disabled = false;
    if (answer.status === 200) {
      saved = sent;
      notify("save", { state: "end" });
      return;
    }
    const message = answer.body.error || root.dataset[answer.status ? "failed" : "offline"];
    draw(answer.body);
    say("", message);
    notify("error", { title: root.querySelector("h2").textContent, message });
    const first = root.querySelector("[data-region] button");
    if (first) first.focus();
  }

  function ask(open) {
    find("question").hidden = !open;
    find("buttons").hidden = open;
    find(open ? "stay" : "cancel").focus();
  }

  text.addEventListener("input", () => {
    clearTimeout(timer);
    round += 1;
    find("save").disabled = false;
    timer = setTimeout(() => check(false), CHECK_AFTER);
  });
  root.querySelector("[data-editor]").addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  find("check").addEventListener("click", () => check(true));
  find("cancel").addEventListener("click", () => (changed() ? ask(true) : notify("cancel", {})));
  find("stay").addEventListener("click", () => ask(false));
  find("leave").addEventListener("click", () => {
    saved = text.value;
    notify("cancel", {});
  });
  window.addEventListener("beforeunload", (event) => {
    if (root.isConnected && changed()) event.preventDefault();
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-line]");
    if (button) goToLine(text, Number(button.dataset.line));
  });

  draw({});
};
