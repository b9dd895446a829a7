/** What this browser remembers of the conversation. Where it may not remember, it does so until the page is closed. */

const PREFIX = "amends.";
const untilClosed = new Map();

/** The value kept under a name, or null. */
export function recall(name) {
  try {
    const kept = localStorage.getItem(PREFIX + name);
    if (kept !== null) return JSON.parse(kept);
  } catch {
    // Storage is forbidden here, or holds what we did not write: what this page remembers itself has to do.
  }
  return untilClosed.get(name) ?? null;
}

/** Keep a value under a name; null forgets it. */
export function keep(name, value) {
  untilClosed.delete(name);
  try {
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, JSON.stringify(value));
  } catch {
    if (value !== null) untilClosed.set(name, value);
  }
}

/** Call back when another tab has changed what is kept under a name. */
export function onChangedElsewhere(name, callback) {
  addEventListener("storage", (event) => {
    if (event.key === PREFIX + name) callback();
  });
}

/** An id nobody else makes. (`randomUUID` is missing on pages without TLS.) */
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
