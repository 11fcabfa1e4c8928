// Builds what the browser loads: one classic script for each folder of src/ with a main.js, one
// stylesheet for each CSS file of src/, and the demo film beside them, with the scripts that are
// loaded for some films alone: the one that plays streams, and the player in the editor.
import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join, parse } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const TARGET = ["es2019", "chrome87", "firefox78", "safari14"];
const source = join(here, "src");
const target = join(here, "dist");
const fresh = join(here, "dist.new");
const FILM_FILES = /\.(mp4|jpg|vtt)$/;
const LOADED_LATER = {
  streams: { js: "/* Contains hls.js (github.com/video-dev/hls.js), Apache-2.0 */" },
  players: {},
};

async function entries() {
  const found = {};
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const main = join(source, entry.name, "main.js");
    if (entry.isDirectory() && existsSync(main)) found[entry.name] = main;
    if (entry.isFile() && entry.name.endsWith(".css")) {
      found[`${parse(entry.name).name}.style`] = join(source, entry.name);
    }
  }
  return found;
}

const found = await entries();
await rm(fresh, { recursive: true, force: true });
await mkdir(join(fresh, "film"), { recursive: true });

for (const [name, input] of Object.entries(found)) {
  const extension = input.endsWith(".css") ? "css" : "js";
  await build({
    entryPoints: [input],
    outfile: join(fresh, `${name.replace(/\.style$/, "")}.${extension}`),
    bundle: true,
    minify: true,
    format: extension === "js" ? "iife" : undefined,
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    loader: { ".svg": "dataurl" },
    logLevel: "warning",
  });
}

for (const [name, banner] of Object.entries(LOADED_LATER)) {
  await build({
    entryPoints: [join(source, "film", `${name}.js`)],
    outfile: join(fresh, "film", `${name}.js`),
    bundle: true,
    minify: true,
    format: "iife",
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    banner,
    logLevel: "warning",
  });
}

const film = join(here, "film");
if (existsSync(film)) {
  for (const name of await readdir(film)) {
    if (FILM_FILES.test(name)) await cp(join(film, name), join(fresh, "film", name));
  }
}

// A workbench that runs meanwhile always finds a whole set.
await rm(target, { recursive: true, force: true });
await rename(fresh, target);

console.log(`assets: ${Object.keys(found).sort().join(", ") || "no sources yet"}`);
