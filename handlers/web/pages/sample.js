/** The test shop: its story time, the step to tomorrow, and orders to try the conversation with. No real shop loads it. */

import { button, element, isolated } from "./element.js";
import { Refused, moveClock } from "./wire.js";
import { amount, dayAndTime, say, shortDay } from "./words.js";

const MINUTE = 60_000;
const LOCAL_TIME = "2026-02-12T18:03:00".length; // of a moment with its offset: what the clock on the shop's wall showed

const isOfTheLine = ({ placed_at }) => placed_at.slice(8, 10) === "12";

export class Sample {
  #strip = document.getElementById("strip");
  #card = document.getElementById("samples");
  #toggle = document.getElementById("samples-toggle");
  #orders = document.getElementById("orders");
  #put;
  #shown;
  #ahead = 0; // how far the story's clock is from the one of this device, in milliseconds
  #isEmpty; // unknown until the history has come

  /** `sample` is told by the server. `put(text)` writes into the field; `failed(error)` hears what kept the clock from moving. */
  constructor(sample, put, failed) {
    this.#shown = sample;
    this.#put = put;
    this.#strip.hidden = false;
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
    // The line to try is about something bought on the 12th: what was comes first.
    const orders = this.#shown.orders.toSorted((one, other) => isOfTheLine(other) - isOfTheLine(one));
    this.#orders.replaceChildren(...orders.map((order) => this.#row(order)));
  }

  #open(open) {
    this.#card.hidden = !open;
    this.#card.classList.toggle("over", !this.#isEmpty);
    this.#toggle.setAttribute("aria-expanded", String(!this.#card.hidden));
  }

  #tellTime() {
    const time = dayAndTime(new Date(Date.now() + this.#ahead));
    document.getElementById("story-time").textContent = say("page.story_time", { time });
  }

  #use(text) {
    if (!this.#isEmpty) this.#open(false);
    this.#put(text);
  }

  #row(order) {
    const placed = shortDay(new Date(order.placed_at.slice(0, LOCAL_TIME))); // the day it was in the shop, as the bot says it
    const lines = { number: [order.number], paid: [amount(order.paid)], items: [order.items], email: [order.email, " · ", placed] };
    const parts = Object.entries(lines).flatMap(([name, texts]) => [element("span", `order-${name}`, ...texts.map(isolated)), " "]);
    return element("li", "", button("order", () => this.#use(`${order.number}, ${order.email}`), ...parts));
  }
}
