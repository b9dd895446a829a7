/** Where the buyer writes: a field that grows, keeps its draft, and says kindly when a message is too long. */

import { keep, recall } from "./storage.js";
import { count, say } from "./words.js";

const LIMIT = 4000;
const SAY_FROM = 3600; // from here on, how much room is left is worth saying

export class Composer {
  #field;
  #room;

  /** `send(text)` is called with what the buyer wants to say. */
  constructor(form, send) {
    this.#field = form.querySelector("textarea");
    this.#room = form.querySelector(".room");
    this.#field.value = recall("draft") ?? "";
    this.#field.addEventListener("input", () => this.#changed());
    this.#field.addEventListener("keydown", (event) => {
      // Enter ends a choice of characters in Chinese, Japanese and Korean; only a plain one sends.
      if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
      event.preventDefault();
      form.requestSubmit();
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const text = this.#field.value.trim();
      if (!text || this.#length > LIMIT) {
        this.#field.focus();
        return;
      }
      this.#field.value = "";
      this.#changed();
      send(text);
    });
    this.#changed();
  }

  /** Put a text after what is written already, ready to be changed and sent. */
  put(text) {
    this.#field.value = [this.#field.value.trim(), text].filter(Boolean).join(" ");
    this.#changed();
    this.focus();
  }

  focus() {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  /** Say anew what depends on the language. */
  refresh() {
    const length = this.#length;
    const over = length > LIMIT;
    const values = { limit: count(LIMIT), length: count(length), left: count(LIMIT - length) };
    this.#room.textContent = over ? say("page.too_long", values) : length >= SAY_FROM ? say("page.room_left", values) : "";
    this.#field.setAttribute("aria-invalid", String(over));
  }

  // In code points, as the server counts: an emoji is one or a few, never a surprise.
  get #length() {
    return [...this.#field.value.trim()].length;
  }

  #changed() {
    keep("draft", this.#field.value || null);
    this.#field.style.height = "auto";
    this.#field.style.height = `${this.#field.scrollHeight + this.#field.offsetHeight - this.#field.clientHeight}px`;
    this.refresh();
  }
}
