// What is asked of a page, each a function that returns what it found fault with, in words.
(() => {
  const SPACING = `.empathy * { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } .empathy p { margin-block-end: 2em !important; }`;
  const FOCUSABLE =
    "a[href], button, input, select, textarea, summary, video[controls], [tabindex]:not([tabindex^='-'])";
  const REACH = 4;

  const named = (one) =>
    `${one.tagName.toLowerCase()}${one.id ? "#" + one.id : ""}` +
    `${[...one.classList].slice(0, 2).map((name) => "." + name).join("")}` +
    ` “${(one.getAttribute("aria-label") || one.textContent || "").trim().slice(0, 30)}”`;

  const parts = (selector = "*") =>
    [...document.querySelectorAll(".empathy")].flatMap((root) => [...root.querySelectorAll(selector)]);

  const visible = (one) => {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: false })) return false;
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && !one.closest(".empathy-hidden");
  };

  function sideways() {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const outside = [...document.body.querySelectorAll("*")].filter((one) => {
      const box = one.getBoundingClientRect();
      return visible(one) && (box.right > width + 1 || box.left < -1);
    });
    return outside.length ? outside.map(named) : ["the page"];
  }

  /** Return the box of some text as far as no ancestor cuts it off. */
  function shown(box, node) {
    let { left, top, right, bottom } = box;
    for (let one = node.parentElement; one && one !== document.body; one = one.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(one);
      if (overflowX === "visible" && overflowY === "visible") continue;
      const frame = one.getBoundingClientRect();
      left = Math.max(left, frame.left);
      right = Math.min(right, frame.right);
      top = Math.max(top, frame.top);
      bottom = Math.min(bottom, frame.bottom);
    }
    return right - left > 2 && bottom - top > 2 ? { left, top, right, bottom } : null;
  }

  function floats(one) {
    for (let at = one; at; at = at.parentElement) {
      if (["fixed", "sticky", "absolute"].includes(getComputedStyle(at).position)) return true;
    }
    return false;
  }

  function texts() {
    const found = [];
    for (const root of document.querySelectorAll(".empathy")) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const home = node.parentElement;
        if (!node.data.trim() || !visible(home) || home.closest("option, sup") || floats(home)) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
          const seen = shown(box, node);
          if (seen) found.push({ node, seen });
        }
      }
    }
    return found;
  }

  function overlapping() {
    const every = texts().sort((a, b) => a.seen.top - b.seen.top);
    const found = [];
    every.forEach((one, at) => {
      for (const other of every.slice(at + 1)) {
        if (other.seen.top >= one.seen.bottom) break;
        if (other.node === one.node) continue;
        const across = Math.min(one.seen.right, other.seen.right) - Math.max(one.seen.left, other.seen.left);
        const down = Math.min(one.seen.bottom, other.seen.bottom) - other.seen.top;
        const least = Math.min(one.seen.bottom - one.seen.top, other.seen.bottom - other.seen.top);
        if (across > 3 && down > least * 0.4) {
          found.push(`“${one.node.data.trim().slice(0, 30)}” over “${other.node.data.trim().slice(0, 30)}”`);
        }
      }
    });
    return found;
  }

  function clipped() {
    return parts().filter((one) => {
      if (!visible(one) || !one.textContent.trim()) return false;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(one);
      const cuts = (value) => value === "hidden" || value === "clip";
      return (
        (cuts(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
        (cuts(overflowY) && one.scrollHeight > one.clientHeight + 1) ||
        (textOverflow === "ellipsis" && one.scrollWidth > one.clientWidth + 1)
      );
    }).map(named);
  }

  function spaced() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(SPACING);
    const before = document.adoptedStyleSheets;
    document.adoptedStyleSheets = [...before, sheet];
    const found = [
      ...clipped().map((one) => `cut off: ${one}`),
      ...overlapping(),
      ...sideways().map((one) => `sticks out: ${one}`),
    ];
    document.adoptedStyleSheets = before;
    return found;
  }

  function outlined(one) {
    const style = getComputedStyle(one);
    const clear = /rgba\(.*, 0\)|transparent/.test(style.outlineColor);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 && !clear;
  }

  const looks = (one) => {
    const { borderColor, borderWidth, boxShadow, textDecorationLine } = getComputedStyle(one);
    return [borderColor, borderWidth, boxShadow, textDecorationLine].join();
  };

  /** The element and those around it, which may show its focus in its stead. */
  function around(one) {
    const found = [one];
    for (const label of one.labels || []) found.push(label);
    for (let at = one.parentElement; at && found.length < REACH; at = at.parentElement) found.push(at);
    return found;
  }

  function covered(one) {
    const box = one.getBoundingClientRect();
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [
      box.left + box.width * x,
      Math.max(box.top, 0) + (Math.min(box.bottom, innerHeight) - Math.max(box.top, 0)) * y,
    ]));
    return points.every(([x, y]) => {
      const hit = document.elementFromPoint(x, y);
      return !hit || !(one.contains(hit) || hit.contains(one) || [...(one.labels || [])].some((label) => label.contains(hit)));
    });
  }

  function focus() {
    const faults = [];
    const every = parts(FOCUSABLE).filter((one) => visible(one) && !one.disabled);
    let met = 0;
    for (const one of every) {
      document.activeElement.blur();
      const before = around(one).map(looks);
      one.focus();
      if (document.activeElement !== one) continue;
      met += 1;
      if (!one.matches(":focus-visible")) faults.push(`not shown to be focused: ${named(one)}`);
      const places = around(one);
      if (!places.some(outlined) && places.every((place, at) => looks(place) === before[at])) {
        faults.push(`no mark of focus: ${named(one)}`);
      }
      if (covered(one)) faults.push(`hidden while focused: ${named(one)}`);
    }
    document.activeElement.blur();
    return { met, faults };
  }

  function moving() {
    const animations = document.getAnimations().filter((one) => one.playState === "running");
    const seconds = (text) => Math.max(...text.split(",").map((one) => parseFloat(one)));
    return [
      ...animations.map((one) => `moves: ${one.animationName || one.transitionProperty}`),
      ...parts().filter((one) => seconds(getComputedStyle(one).transitionDuration) > 0.01)
        .map((one) => `fades: ${named(one)}`),
      ...parts().filter((one) => getComputedStyle(one).scrollBehavior === "smooth")
        .map((one) => `glides: ${named(one)}`),
    ];
  }

  const STATES = ["aria-pressed", "aria-current", "aria-selected", "data-lit", "data-state"];
  const drawn = (one, pseudo) => {
    const style = getComputedStyle(one, pseudo);
    return [
      style.backgroundColor, style.color, style.borderTopWidth, style.borderBottomWidth, style.borderTopStyle,
      style.borderInlineStartWidth, style.borderTopColor, style.fontWeight, style.textDecorationLine,
      style.textDecorationStyle, style.outlineStyle, style.outlineWidth, pseudo ? style.content : "",
    ].join();
  };
  const whole = (one) => [drawn(one), drawn(one, "::before"), drawn(one, "::after")].join("|");

  /** With forced colors: what is pressed looks otherwise than what is not; marked text is marked. */
  function forced() {
    const faults = [];
    for (const state of STATES.slice(0, 3)) {
      const groups = Map.groupBy(parts(`[${state}]`).filter(visible), (one) => one.closest("div, form, nav, ol, ul"));
      for (const group of groups.values()) {
        const on = group.filter((one) => !["false", ""].includes(one.getAttribute(state)));
        const off = group.filter((one) => one.getAttribute(state) === "false");
        for (const one of on) {
          if (off.some((other) => other.className === one.className && whole(other) === whole(one))) {
            faults.push(`${state} can't be seen: ${named(one)}`);
          }
        }
      }
    }
    for (const one of parts("[data-evidence], mark").filter(visible)) {
      if (one.closest("button, a") || !one.textContent.trim()) continue;
      const style = getComputedStyle(one.closest("mark") || one);
      const seen = style.textDecorationLine !== "none" || style.outlineStyle !== "none" ||
        parseFloat(style.borderBottomWidth) > 0 || parseFloat(style.borderInlineStartWidth) > 0;
      if (!seen) faults.push(`marked by its background alone: ${named(one)}`);
    }
    for (const one of parts("button, input:not([type=radio], [type=checkbox], [type=hidden], [type=file]), select, textarea").filter(visible)) {
      const style = getComputedStyle(one);
      const edged = parseFloat(style.borderTopWidth) > 0 && style.borderTopStyle !== "none";
      const under = style.textDecorationLine !== "none" || parseFloat(style.borderBottomWidth) > 0;
      if (!edged && !under) faults.push(`has no edge: ${named(one)}`);
    }
    return faults;
  }

  window.asked = { sideways, spaced, focus, moving, forced };
})();
