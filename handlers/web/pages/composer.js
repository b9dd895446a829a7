/** Where the buyer writes: a field that grows, keeps its draft, takes photos, and says kindly when a message is too long. */

import { keep, recall } from "./storage.js";
import { load } from "./wire.js";
import { count, say } from "./words.js";

const ROOM = 0.1; // with so little of a message left, how much it is is worth saying

export class Composer {
  #field;
  #room;
  #form;
  #failed;
  #limit = Infinity;
  #tray = null;

  /** `send(text, photos)` is called with what the buyer wants to say; `failed(error)` hears why no photo can be chosen. */
  constructor(form, send, failed) {
    this.#form = form;
    this.#failed = failed;
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
      if (!(text || this.#tray?.ids.length) || this.#length > this.#limit) {
        this.#field.focus();
        return;
      }
      this.#field.value = "";
      this.#changed();
      send(text, this.#tray?.empty() ?? []);
    });
    this.#takePhotos();
    this.#changed();
  }

  #takePhotos() {
    this.#form.querySelector(".photos").addEventListener("click", () => this.#withTray((tray) => tray.choose()));
    this.#field.addEventListener("paste", (event) => {
      const files = [...event.clipboardData.files];
      if (!files.length) return;
      event.preventDefault();
      this.#withTray((tray) => tray.add(files));
    });
    if (recall("photos")) this.#withTray(() => {});
  }

  async #withTray(does) {
    try {
      const { Tray } = await load("tray");
      this.#tray ??= new Tray(this.#form, {
        tell: (text) => (this.#room.textContent = text),
        goOn: () => this.focus(),
      });
      await does(this.#tray);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** How many characters one message may have. */
  set limit(characters) {
    this.#limit = characters;
    this.refresh();
  }

  /** Put a text after what is written already, ready to be changed and sent; and photos that are kept here with it. */
  async put(text, photos = []) {
    this.#field.value = [this.#field.value.trim(), text].filter(Boolean).join(" ");
    this.#changed();
    this.focus();
    if (photos.length) await this.#withTray((tray) => tray.put(photos));
  }

  focus() {
    this.#field.focus();
    this.#field.setSelectionRange(this.#field.value.length, this.#field.value.length);
  }

  /** Say anew what depends on the language. */
  refresh() {
    const left = this.#limit - this.#length;
    const values = { limit: count(this.#limit), length: count(this.#length), left: count(left) };
    const isShort = left < this.#limit * ROOM;
    this.#room.textContent = left < 0 ? say("page.too_long", values) : isShort ? say("page.room_left", values) : "";
    this.#field.setAttribute("aria-invalid", String(left < 0));
    this.#tray?.refresh();
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
