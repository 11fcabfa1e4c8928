// Sending a form to a handler of the block.

function cookie(name) {
  const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

/** Return the DOM node of what the runtime passes: a node, or a jQuery object in Studio. */
export function node(element) {
  return element instanceof Node ? element : element[0];
}

// What a page may still send while it closes; browsers allow 64 kB in all.
const KEPT_ALIVE = 20000;

/**
 * POST `body` as JSON. Resolves to {status, body}; status 0 means that nothing came back from the
 * handler: no connection, or a page of somebody else's, such as a sign-in page, in its place.
 */
export async function post(runtime, element, handler, body) {
  const text = JSON.stringify(body);
  try {
    const response = await fetch(runtime.handlerUrl(element, handler), {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": cookie("csrftoken") },
      body: text,
      keepalive: text.length < KEPT_ALIVE,
    });
    const answer = await response.json().catch(() => null);
    if (answer && typeof answer === "object") return { status: response.status, body: answer };
    return { status: response.ok ? 0 : response.status, body: {} };
  } catch (error) {
    return { status: 0, body: {} };
  }
}
