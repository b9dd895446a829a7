/** What stands beside the conversation once there is one: a copy to take home, and the question whether to write a mail. */

import { keep, recall } from "./storage.js";
import { fetchChat, fetchCopy, postMail } from "./wire.js";
import { say } from "./words.js";

const at = (id) => document.getElementById(id);

export class Aside {
  #does;
  #mail = null;
  #isWaited = false;

  /** `does.tell(text)` says something once, `does.goOn()` leads back to writing, `does.mend(error)` hears what went wrong. */
  constructor(does) {
    this.#does = does;
    at("copy").addEventListener("click", () => this.#copy().catch(does.mend));
    at("mail-yes").addEventListener("click", () => this.#agree().catch(does.mend));
    at("mail-no").addEventListener("click", () => {
      keep("no-mail", this.#mail.address);
      this.refresh();
      does.goOn();
    });
    at("copy").hidden = false;
  }

  /** What may have to wait longer than somebody looks at a page is worth a mail. Its order is proven by then, and its address. */
  async caseIs(open) {
    const isWaited = Boolean(open) && (open.waits || ["execute", "review"].includes(open.step));
    if (isWaited && !this.#isWaited) this.#mail = (await fetchChat()).mail;
    this.#isWaited = isWaited;
    this.refresh();
  }

  /** Ask once, in the language spoken, and only while there is something to wait for. */
  refresh() {
    const asks = this.#isWaited && this.#mail && !this.#mail.agreed && recall("no-mail") !== this.#mail.address;
    at("mail").hidden = !asks;
    if (asks) at("mail-ask").textContent = say("page.mail_ask", { address: this.#mail.address });
  }

  async #agree() {
    this.#mail = await postMail(true);
    this.refresh();
    this.#does.tell(say("page.mail_agreed", { address: this.#mail.address }));
    this.#does.goOn();
  }

  async #copy() {
    const copy = document.createElement("a");
    copy.href = URL.createObjectURL(await fetchCopy());
    copy.download = `${at("shop").textContent} ${new Date().toISOString().slice(0, 10)}.html`;
    copy.click();
    URL.revokeObjectURL(copy.href);
  }
}
