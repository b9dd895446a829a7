/**
 * What the buyer has said and the server has not yet confirmed. It survives a reload and goes out in order.
 *
 * Each message carries an id made here, so that sending it again after a lost answer is the same message to the server.
 */

import { keep, newId, onChangedElsewhere, recall } from "./storage.js";
import { Refused, load, postMessage } from "./wire.js";

/** One tab sends at a time, where the browser can tell tabs apart; elsewhere the ids still keep it to once. */
async function alone(work) {
  if (!navigator.locks) return work(); // without TLS there are none
  try {
    return await navigator.locks.request("amends.outbox", work);
  } catch (error) {
    if (error.name !== "SecurityError") throw error;
    return work(); // in a frame on somebody else's page they may be forbidden, as storage is
  }
}

export class Outbox {
  #changed;
  #sending = null;

  /** `changed` is called whenever a message was added, sent or refused. */
  constructor(changed) {
    this.#changed = changed;
    onChangedElsewhere("outbox", changed);
  }

  /** The messages that wait, oldest first: `{ id, text, at, button?, photos?, refused? }`. */
  get waiting() {
    return recall("outbox") ?? [];
  }

  #write(messages) {
    keep("outbox", messages.length ? messages : null);
    this.#changed();
  }

  /** Put a message in. `more.button` is the token of a pressed choice, whose label is the text; `more.photos` go with it. */
  add(text, more = {}) {
    this.#write([...this.waiting, { id: newId(), text, at: new Date().toISOString(), ...more }]);
  }

  remove(id) {
    this.#write(this.waiting.filter((message) => message.id !== id));
  }

  /** A new conversation knows no choices of the old one: their labels go as words, and what was refused may be asked again. */
  startOver() {
    this.#write(this.waiting.map(({ button, refused, ...message }) => message));
  }

  /** Send all that waits, one after the other; resolves to how many were. If it rejects, the rest still waits. */
  send() {
    this.#sending ??= alone(() => this.#sendAll()).finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  async #sendAll() {
    for (let sent = 0; ; sent += 1) {
      const next = this.waiting.find((message) => message.refused === undefined);
      if (!next) return sent;
      try {
        await this.#sendOne(next);
        this.remove(next.id);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        const refused = { code: error.code, message: error.message };
        this.#write(this.waiting.map((each) => (each.id === next.id ? { ...each, refused } : each)));
      }
    }
  }

  async #sendOne({ id, text, button, photos }) {
    if (button) return postMessage({ id, button });
    if (!photos) return postMessage({ id, text });
    const { forget, upload } = await load("photos");
    await postMessage({ id, text, pictures: await upload(photos) });
    return forget(photos);
  }
}
