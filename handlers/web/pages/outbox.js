/**
 * What the buyer has said and the server has not yet confirmed. It survives a reload and goes out in order.
 *
 * Each message carries an id made here, so that sending it again after a lost answer is the same message to the server.
 */

import { keep, onChangedElsewhere, recall } from "./storage.js";
import { Refused, postMessage } from "./wire.js";

/** An id nobody else makes. (`randomUUID` is missing on pages without TLS.) */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// One tab sends at a time, where the browser can tell tabs apart; elsewhere the ids still keep it to once.
const alone = (work) => (navigator.locks ? navigator.locks.request("amends.outbox", work) : work());

export class Outbox {
  #changed;
  #sending = null;

  /** `changed` is called whenever a message was added, sent or refused. */
  constructor(changed) {
    this.#changed = changed;
    onChangedElsewhere("outbox", changed);
  }

  /** The messages that wait, oldest first: `{ id, text, at, button?, refused? }`. */
  get waiting() {
    return recall("outbox") ?? [];
  }

  #write(messages) {
    keep("outbox", messages.length ? messages : null);
    this.#changed();
  }

  /** Put a message in; `button` is the token of a pressed choice, whose label is the text. */
  add(text, button) {
    const message = { id: newId(), text, at: new Date().toISOString() };
    if (button) message.button = button;
    this.#write([...this.waiting, message]);
  }

  remove(id) {
    this.#write(this.waiting.filter((message) => message.id !== id));
  }

  /** A new conversation knows no choices of the old one: their labels go as words, and what was refused may be asked again. */
  startOver() {
    this.#write(this.waiting.map(({ id, text, at }) => ({ id, text, at })));
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
        await postMessage(next.button ? { id: next.id, button: next.button } : { id: next.id, text: next.text });
        this.remove(next.id);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        this.#write(this.waiting.map((each) => (each.id === next.id ? { ...each, refused: error.message } : each)));
      }
    }
  }
}
