/** The conversation as it is shown: what the server has told, in its order, and after it what still waits to be sent. */

import { button, element, isolated } from "./element.js";
import { load } from "./wire.js";
import { clockTime, longDay, say, why } from "./words.js";

const ADDRESS = /https?:\/\/[\w.~:/?#[\]@!$&'()*+,;=%-]+/g;
const AFTER_IT = /[.,:;!?'()\]]+$/; // closes the sentence, not the address

const sameMinute = (one, other) => Math.floor(Date.parse(one) / 60_000) === Math.floor(Date.parse(other) / 60_000);
const sameVoice = (one, other) => one.from === other.from && (one.author ?? "") === (other.author ?? "");

/** What was said, word for word; an address in it leads there. */
function bubble(text) {
  const made = element("p", "bubble");
  made.dir = "auto"; // each message reads in its own direction, whatever the page's
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const address = found[0].replace(AFTER_IT, "");
    const link = element("a", "", address);
    Object.assign(link, { href: address, rel: "noopener noreferrer nofollow", target: "_blank", dir: "ltr" });
    made.append(text.slice(from, found.index), link);
    from = found.index + address.length;
  }
  made.append(text.slice(from));
  return made;
}

export class Transcript {
  #log;
  #does;
  #told = new Map(); // n -> message of the server
  #held = new Map(); // id -> message of ours that the server has not told back yet
  #nodes = new Map(); // key -> element, kept so that a screen reader hears each line once
  #cards = null; // draws the cards, once there is one
  #photos = null; // draws the photos, likewise

  /** `does.press(button)` is called for a choice, `does.takeBack(message)` for a message that was refused. */
  constructor(log, does) {
    this.#log = log;
    this.#does = does;
  }

  /** The number of the last message told. */
  get last() {
    return Math.max(0, ...this.#told.keys());
  }

  get isEmpty() {
    return this.#told.size === 0 && this.#held.size === 0;
  }

  /** Whether the last word was not the buyer's. */
  get isAnswered() {
    return this.#held.size === 0 && this.#told.get(this.last)?.from !== "buyer";
  }

  /** Take in messages of the server; one that is known already changes nothing. */
  async tell(messages) {
    if (messages.some((message) => message.card)) this.#cards ??= await load("cards");
    if (messages.some((message) => message.pictures?.length)) this.#photos ??= await load("photos");
    for (const message of messages) {
      this.#told.set(message.n, message);
      if (message.id) this.#held.delete(message.id);
    }
    this.paint();
  }

  /** Take in what waits in the outbox. A message that left it is on its way, and stays in view until it is told back. */
  async hold(waiting) {
    if (waiting.some((message) => message.photos)) this.#photos ??= await load("photos");
    const told = new Set([...this.#told.values()].map((message) => message.id));
    const ids = new Set(waiting.map((message) => message.id));
    for (const [id, message] of this.#held) if (!ids.has(id)) this.#held.set(id, { ...message, state: "sent" });
    for (const message of waiting) {
      const state = message.refused === undefined ? "waiting" : "refused";
      if (!told.has(message.id)) this.#held.set(message.id, { ...message, from: "buyer", state });
    }
    this.paint();
  }

  /** Forget a message of ours that was taken back. */
  drop(id) {
    this.#held.delete(id);
    this.paint();
  }

  /** Forget all that was told: another conversation begins. */
  clear() {
    this.#told.clear();
    this.paint();
  }

  /** Bring the page into line with what is known, touching only what changed. */
  paint() {
    const messages = [...[...this.#told.values()].sort((one, other) => one.n - other.n), ...this.#held.values()];
    const wanted = new Map();
    let day = "";
    messages.forEach((message, place) => {
      // What waits has no time yet: the shop's clock gives it one.
      const today = message.state ? day : longDay(new Date(message.at));
      if (today !== day) wanted.set(`day ${today}`, this.#node(`day ${today}`, () => element("p", "day", today)));
      day = today;
      const key = message.id ? `id ${message.id}` : `n ${message.n}`;
      const node = this.#node(key, () => this.#made(message));
      this.#refresh(node, message, messages.slice(place + 1));
      wanted.set(key, node);
    });
    for (const [key, node] of this.#nodes) {
      if (wanted.has(key)) continue;
      node.remove();
      this.#nodes.delete(key);
    }
    let next = this.#log.firstElementChild;
    for (const node of wanted.values()) {
      if (node === next) next = node.nextElementSibling;
      else this.#log.insertBefore(node, next);
    }
  }

  #node(key, make) {
    if (!this.#nodes.has(key)) this.#nodes.set(key, make());
    return this.#nodes.get(key);
  }

  #made(message) {
    const author = message.from === "person" ? element("p", "author", isolated(message.author)) : element("span", "unseen speaker");
    const node = element("div", `message from-${message.from}`, author);
    const photos = message.photos ?? message.pictures ?? [];
    if (photos.length) node.append(this.#photos.album(photos));
    if (message.text) node.append(...this.#said(message));
    node.append(element("p", "meta"));
    return node;
  }

  /** The words of a message and what can be pressed beneath them. */
  #said(message) {
    const words = bubble(message.text);
    const choice = (one, className) => button(className, () => this.#does.press(one), isolated(one.label));
    if (message.card) return [this.#cards.card(message, words, choice)];
    if (!message.buttons?.length) return [words];
    return [words, element("div", "choices", ...message.buttons.map((one) => choice(one, "choice")))];
  }

  #refresh(node, message, later) {
    const speaker = node.querySelector(".speaker");
    const name = `${say(message.from === "buyer" ? "page.you" : "page.assistant")}: `;
    if (speaker && speaker.textContent !== name) speaker.textContent = name; // untouched, lest it is read out again
    this.#refreshChoices(node, message, later);
    const meta = node.querySelector(".meta");
    const shown = message.state ?? clockTime(new Date(message.at));
    if (meta.dataset.shows !== shown + document.documentElement.lang) {
      meta.dataset.shows = shown + document.documentElement.lang;
      meta.replaceChildren(...this.#metaOf(message));
    }
    // Of several lines said in the same minute, the last one carries the time.
    meta.hidden = !message.state && later.length > 0 && sameVoice(message, later[0]) && sameMinute(message.at, later[0].at);
  }

  #refreshChoices(node, message, later) {
    const choices = node.querySelector(".choices");
    if (!choices) return;
    const answered = later.findIndex((each) => each.from !== "buyer");
    const replies = (answered < 0 ? later : later.slice(0, answered)).filter((each) => each.state !== "refused");
    const chosen = replies.map((each) => each.text).find((text) => message.buttons.some(({ label }) => label === text));
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", say("page.choices"));
    for (const choice of choices.querySelectorAll("button")) {
      choice.disabled = answered >= 0 || chosen !== undefined;
      choice.classList.toggle("chosen", choice.textContent === chosen);
    }
  }

  #metaOf(message) {
    if (message.state === "refused") {
      const back = button("link", () => this.#does.takeBack(message), say("page.take_back"));
      return [element("span", "refused", [say("page.refused"), why(message.refused)].filter(Boolean).join(" ")), " ", back];
    }
    if (message.state) return message.state === "waiting" ? [say("page.waiting_to_send")] : []; // its time is the shop's to say
    const time = element("time", "", clockTime(new Date(message.at)));
    time.dateTime = message.at;
    return [time];
  }
}
