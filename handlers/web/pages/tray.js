/** The photos for the next message: taken or chosen, up to ten, and each can be taken out again. */

import { button, drawing, element } from "./element.js";
import { forget, frameOf, take } from "./photos.js";
import { keep, recall } from "./storage.js";
import { count, say } from "./words.js";

const MOST = 10;
const CHOSEN = "image/*,.heic,.heif"; // some browsers do not know what a phone's own photos are

export class Tray {
  #row;
  #ways;
  #opener;
  #does;
  #ids = recall("photos") ?? [];

  /** `does.tell(text)` says what has to be said of them, `does.goOn()` leads back to the words. */
  constructor(form, does) {
    this.#does = does;
    this.#row = form.querySelector(".tray");
    this.#opener = form.querySelector(".photos");
    this.#ways = form.querySelector(".ways");
    this.#ways.append(this.#way("page.photo_take", { accept: "image/*", capture: "environment" }));
    this.#ways.append(this.#way("page.photo_choose", { accept: CHOSEN, multiple: "" }));
    this.refresh();
  }

  /** The ids of the photos, in their order. */
  get ids() {
    return this.#ids;
  }

  /** Ask for photos. A phone can take one as well; with a mouse there is only the folder to choose from. */
  choose() {
    if (matchMedia("(pointer: fine)").matches) this.#ways.querySelector("[multiple]").click();
    else this.#open(this.#ways.hidden);
  }

  /** Put photos in, as they come from a camera, a folder or the clipboard. */
  async add(files) {
    const room = MOST - this.#ids.length;
    this.#does.tell(files.length > room ? say("page.photos_most", { most: count(MOST) }) : "");
    for (const file of files.slice(0, room)) this.put([await take(file)]);
    this.#does.goOn();
  }

  /** Put in what is kept here already. */
  put(ids) {
    this.#become([...this.#ids, ...ids]);
  }

  /** Hand over the photos: they go with the message now. */
  empty() {
    const ids = this.#ids;
    this.#become([]);
    return ids;
  }

  /** Show them anew, in the language spoken. */
  refresh() {
    for (const label of this.#ways.children) label.lastChild.textContent = say(label.dataset.says);
    this.#row.hidden = this.#ids.length === 0;
    this.#row.replaceChildren(...this.#ids.map((id, place) => this.#item(id, place + 1)));
  }

  #way(key, attributes) {
    const input = element("input", "unseen");
    for (const [name, value] of Object.entries({ type: "file", ...attributes })) input.setAttribute(name, value);
    input.addEventListener("change", () => {
      const files = [...input.files];
      input.value = "";
      this.#open(false);
      this.add(files);
    });
    const label = element("label", "link", input, element("span", ""));
    label.dataset.says = key;
    return label;
  }

  #open(open) {
    this.#ways.hidden = !open;
    this.#opener.setAttribute("aria-expanded", String(open));
  }

  #become(ids) {
    this.#ids = ids;
    keep("photos", ids.length ? ids : null);
    this.refresh();
  }

  #item(id, number) {
    const out = button("out", () => this.#takeOut(id), drawing("M7 7l10 10M17 7 7 17"));
    out.setAttribute("aria-label", say("page.photo_remove", { number: count(number) }));
    return element("li", "", frameOf(id, number), out);
  }

  #takeOut(id) {
    const place = this.#ids.indexOf(id);
    this.#become(this.#ids.filter((each) => each !== id));
    this.#does.tell("");
    forget([id]);
    const next = this.#row.querySelectorAll(".out")[Math.min(place, this.#ids.length - 1)];
    if (next) next.focus();
    else this.#does.goOn();
  }
}
