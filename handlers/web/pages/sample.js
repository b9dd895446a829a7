/** The test shop: its story time, the step to tomorrow, and orders to try the conversation with. */

import { Refused, moveClock } from "./wire.js";
import { dayAndTime, say, shortDay } from "./words.js";

const MINUTE = 60_000;
const LOCAL_TIME = "2026-02-12T18:03:00".length; // of a moment with its offset: what the clock on the shop's wall showed

/** A text that keeps its own direction, and leaves its neighbours theirs. */
function isolated(text) {
  const made = document.createElement("bdi");
  made.textContent = text;
  return made;
}

export class Sample {
  #strip = document.getElementById("strip");
  #card = document.getElementById("samples");
  #toggle = document.getElementById("samples-toggle");
  #orders = document.getElementById("orders");
  #put;
  #shown = null; // the sample as the server told it, or null in a real shop
  #ahead = 0; // how far the story's clock is from the one of this device, in milliseconds
  #isEmpty; // unknown until the history has come

  /** `put(text)` writes into the composer's field; `failed(error)` hears what kept the clock from moving. */
  constructor(put, failed) {
    this.#put = put;
    this.#toggle.addEventListener("click", () => this.#open(this.#card.hidden));
    document.getElementById("try-line").addEventListener("click", () => this.#use(say("page.try_line")));
    const tomorrow = document.getElementById("tomorrow");
    tomorrow.addEventListener("click", async () => {
      tomorrow.disabled = true;
      try {
        this.setClock((await moveClock("tomorrow_morning")).now);
      } catch (error) {
        if (!(error instanceof Refused)) failed(error);
      } finally {
        tomorrow.disabled = false;
        tomorrow.focus({ preventScroll: true });
      }
    });
    setInterval(() => this.#tellTime(), MINUTE / 4);
  }

  /** Show a sample. A shop that is a real one has none, and nothing of this is seen. */
  show(sample) {
    this.#shown = sample;
    this.#strip.hidden = false;
    this.setClock(sample.now);
    this.refresh();
  }

  /** Put the story's clock right. */
  setClock(now) {
    this.#ahead = Date.parse(now) - Date.now();
    this.#tellTime();
  }

  /** The card stands open until the conversation begins; then it is one press away. */
  conversationIs(isEmpty) {
    if (isEmpty === this.#isEmpty) return;
    this.#isEmpty = isEmpty;
    this.#toggle.hidden = isEmpty;
    this.#open(isEmpty);
  }

  /** Say anew what depends on the language. */
  refresh() {
    this.#tellTime();
    this.#orders.replaceChildren(...(this.#shown?.orders ?? []).map((order) => this.#row(order)));
  }

  #open(open) {
    this.#card.hidden = !(open && this.#shown);
    this.#card.classList.toggle("over", !this.#isEmpty);
    this.#toggle.setAttribute("aria-expanded", String(!this.#card.hidden));
  }

  #tellTime() {
    const time = dayAndTime(new Date(Date.now() + this.#ahead));
    if (this.#shown) document.getElementById("story-time").textContent = say("page.story_time", { time });
  }

  #use(text) {
    if (!this.#isEmpty) this.#open(false);
    this.#put(text);
  }

  #row(order) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "order";
    const placed = shortDay(new Date(order.placed_at.slice(0, LOCAL_TIME))); // the day it was in the shop, as the bot says it
    const lines = { number: [order.number], paid: [order.paid], items: [order.items], email: [order.email, " · ", placed] };
    for (const [name, texts] of Object.entries(lines)) {
      const part = document.createElement("span");
      part.className = `order-${name}`;
      part.append(...texts.map(isolated));
      button.append(part, " ");
    }
    button.addEventListener("click", () => this.#use(`${order.number}, ${order.email}`));
    const row = document.createElement("li");
    row.append(button);
    return row;
  }
}
