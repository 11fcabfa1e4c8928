// Long work: it is begun here, watched while it goes on, and its file fetched.
import { node, post } from "../shared/http.js";
import { fields } from "./fields.js";
import { showIn } from "./page.js";

const PAUSE = 2000;
const LONGEST_PAUSE = 60000;

function fileAddress(runtime, element, job) {
  const url = runtime.handlerUrl(element, "job_file");
  return `${url}${url.includes("?") ? "&" : "?"}job=${job}`;
}

export function startJobs(runtime, element, section) {
  let timer = 0;
  let pause = PAUSE;
  let busy = false;

  function show(body) {
    const held = section.contains(document.activeElement) ? document.activeElement.id : null;
    showIn(section, body);
    // Whoever stood in what was drawn anew stays where they were.
    if (held !== null && !section.contains(document.activeElement)) {
      const place = held && section.querySelector(`#${CSS.escape(held)}`);
      const heading = place || section.querySelector("[tabindex='-1']");
      if (heading) heading.focus();
    }
    for (const link of section.querySelectorAll("[data-job-file]")) {
      link.href = fileAddress(runtime, element, link.dataset.jobFile);
    }
    watch();
  }

  function problem({ status, body }) {
    const text = body.error || section.dataset[status ? "failed" : "offline"];
    section.querySelector("[data-problem]").textContent = text;
  }

  function step(line, { done, total, says }) {
    const bar = line.querySelector("progress");
    bar.max = total || 1;
    bar.value = done;
    line.querySelector("[data-job-says]").textContent = says;
  }

  /** Ask how far the work is, as long as some goes on; less often while nothing comes back. */
  function watch() {
    clearTimeout(timer);
    if (!section.querySelector("[data-job]")) return;
    timer = setTimeout(async () => {
      if (!section.isConnected) return;
      for (const line of section.querySelectorAll("[data-job]")) {
        const answer = await post(runtime, element, line.dataset.status || "job_status", {
          job: line.dataset.job,
        });
        if (answer.status !== 200) {
          problem(answer);
          pause = Math.min(2 * pause, LONGEST_PAUSE);
          break;
        }
        pause = PAUSE;
        section.querySelector("[data-problem]").textContent = "";
        if (answer.body.regions) {
          show(answer.body);
          return;
        }
        step(line, answer.body);
      }
      watch();
    }, pause);
  }

  section.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.handler) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    section.setAttribute("aria-busy", "true");
    section.querySelector("[data-problem]").textContent = "";
    const own = fields(form, event.submitter || form.querySelector("button"));
    const list = own.listed && node(element).querySelector("[data-list]");
    const sent = list ? { ...fields(list), ...own } : own;
    const answer = await post(runtime, element, form.dataset.handler, sent);
    busy = false;
    section.removeAttribute("aria-busy");
    // What is refused may come with what to look at first.
    if (answer.status === 200 || answer.body.regions) show(answer.body);
    if (answer.status !== 200) problem(answer);
  });

  show({});
}
