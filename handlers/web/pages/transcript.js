/** The conversation as it is shown: what the server has told, in its order, and after it what still waits to be sent. */

import { clockTime, longDay, say } from "./words.js";

function element(tag, className, text = "") {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = text;
  return made;
}

const sameMinute = (one, other) => Math.floor(Date.parse(one) / 60_000) === Math.floor(Date.parse(other) / 60_000);
const sameVoice = (one, other) => one.from === other.from && (one.author ?? "") === (other.author ?? "");

export class Transcript {
  #log;
  #does;
  #told = new Map(); // n -> message of the server
  #held = new Map(); // id -> message of ours that the server has not told back yet
  #nodes = new Map(); // key -> element, kept so that a screen reader hears each line once

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

  /** Take in messages of the server; one that is known already changes nothing. */
  tell(messages) {
    for (const message of messages) {
      this.#told.set(message.n, message);
      if (message.id) this.#held.delete(message.id);
    }
    this.paint();
  }

  /** Take in what waits in the outbox. A message that left it is on its way, and stays in view until it is told back. */
  hold(waiting) {
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
    const node = element("div", `message from-${message.from}`);
    if (message.from === "person") {
      const author = element("p", "author");
      author.append(element("bdi", "", message.author));
      node.append(author);
    } else {
      node.append(element("span", "unseen speaker"));
    }
    const bubble = element("p", "bubble", message.text);
    bubble.dir = "auto"; // each message reads in its own direction, whatever the page's
    node.append(bubble);
    if (message.buttons?.length) node.append(this.#choices(message.buttons));
    node.append(element("p", "meta"));
    return node;
  }

  #choices(buttons) {
    const choices = element("div", "choices");
    choices.setAttribute("role", "group");
    for (const button of buttons) {
      const choice = element("button", "choice");
      choice.type = "button";
      choice.append(element("bdi", "", button.label));
      choice.addEventListener("click", () => this.#does.press(button));
      choices.append(choice);
    }
    return choices;
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
    const answered = later.findIndex((each) => each.from !== "buyer");
    const replies = (answered < 0 ? later : later.slice(0, answered)).filter((each) => each.state !== "refused");
    const chosen = replies.map((each) => each.text).find((text) => message.buttons?.some((button) => button.label === text));
    const choices = node.querySelector(".choices");
    choices?.setAttribute("aria-label", say("page.choices"));
    for (const choice of choices?.children ?? []) {
      choice.disabled = answered >= 0 || chosen !== undefined;
      choice.classList.toggle("chosen", choice.textContent === chosen);
    }
  }

  #metaOf(message) {
    if (message.state === "refused") {
      const back = element("button", "link", say("page.take_back"));
      back.type = "button";
      back.addEventListener("click", () => this.#does.takeBack(message));
      return [element("span", "refused", [say("page.refused"), message.refused].filter(Boolean).join(" ")), " ", back];
    }
    if (message.state === "waiting") return [say("page.waiting_to_send")];
    const time = element("time", "", clockTime(new Date(message.at)));
    time.dateTime = message.at;
    return [time];
  }
}
