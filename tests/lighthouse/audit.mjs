// node audit.mjs http://127.0.0.1:PORT: asks Lighthouse about pages of the Chromium that listens
// there. Reads a line of JSON, {"url", "formFactor"}, for a page that is open and looks as it
// shall; answers with a line, {"score", "failed"}. A snapshot neither loads the page
// anew nor changes its width. Error reporting is of Lighthouse's command alone, which is not run.
import { createInterface } from "node:readline";

const home = new URL("../../build/lighthouse/node_modules/", import.meta.url);
const { snapshot } = await import(new URL("lighthouse/core/index.js", home));
const { default: puppeteer } = await import(
  new URL("puppeteer-core/lib/esm/puppeteer/puppeteer-core.js", home)
);
const browser = await puppeteer.connect({ browserURL: process.argv[2], defaultViewport: null });

const FLAGS = {
  logLevel: "error",
  onlyCategories: ["accessibility"],
  screenEmulation: { disabled: true },
};
// What Lighthouse leaves to a person has no score; nor has what does not apply.
const SCORED = ["binary", "numeric", "metricSavings"];

function told({ id, title, details }) {
  const nodes = (details?.items ?? []).flatMap(({ node, relatedNode }) => node ?? relatedNode ?? []);
  return { id, title, nodes: nodes.map((node) => `${node.selector}: ${node.explanation ?? ""}`) };
}

async function audit({ url, formFactor }) {
  const pages = await browser.pages();
  const page = pages.find((one) => one.url() === url);
  if (!page) throw new Error(`No page is open at ${url}.`);
  const { lhr } = await snapshot(page, { flags: { ...FLAGS, formFactor } });
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const { score, auditRefs } = lhr.categories.accessibility;
  const failed = auditRefs
    .map(({ id }) => lhr.audits[id])
    .filter(({ scoreDisplayMode: mode, score: own }) => mode === "error" || (SCORED.includes(mode) && own < 1));
  return { score, failed: failed.map(told) };
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await audit(JSON.parse(line))));
}
await browser.disconnect();
