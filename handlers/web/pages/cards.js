/** What stands out of the conversation: an offer, a coupon, a refund, the seven grades. Loaded when the first one comes. */

import { button, drawing, element, isolated } from "./element.js";
import { say } from "./words.js";

const BEND = [-6.5, -4.4, -2.2, 0, 2.2, 4.4, 6.5]; // of the mouth, from very dissatisfied to very satisfied
const STANDS = 2500; // milliseconds of "Copied"

/**
 * The card of a line: `words` is its text, drawn already, and says all of it; `choice(button, className)` draws a button.
 * What is only shown once more, large, is not read out twice.
 */
export function card(message, words, choice) {
  return { offer, coupon, refund, grade }[message.card.kind](message.card, message.buttons, words, choice);
}

function offer({ headline, note }, buttons, words, choice) {
  const accepts = buttons.filter(({ kind }) => kind === "accept").length;
  // Two choices are as wide as the card; what else can be said stands below them as plain words.
  const isWide = ({ kind }) => kind === "accept" || (kind === "decline" && accepts < 2);
  const wide = buttons.filter(isWide).map((one) => choice(one, `choice ${one.kind}`));
  const plain = buttons.filter((one) => !isWide(one)).map((one) => choice(one, "choice plainly"));
  const choices = element("div", "choices", ...wide, element("div", "besides", ...plain));
  return element("div", "card offer", large(headline), beneath(note), words, choices);
}

function coupon({ headline, code, note }, buttons, words) {
  const written = element("bdi", "code", code);
  written.dir = "ltr";
  const copies = buttons.filter(({ kind }) => kind === "copy").flatMap(({ label, value }) => copier(label, value || code, written));
  const stub = element("div", "stub", written, ...copies);
  return element("div", "card coupon", large(headline), beneath(note), stub, words);
}

function refund({ headline, code }, _buttons, words) {
  const rows = element("dl", "receipt");
  for (const [key, value] of [["page.refund", headline], ["page.reference", code]]) {
    const name = element("dt", "");
    name.dataset.word = key;
    name.textContent = say(key);
    rows.append(element("div", "", name, element("dd", "", isolated(value))));
  }
  return element("div", "card refund", rows, words);
}

function grade(_card, buttons, words, choice) {
  const faces = buttons.map((one) => {
    const made = choice(one, "choice face");
    const bend = BEND[one.value - 1];
    made.prepend(drawing(`M21.5 12a9.5 9.5 0 1 1-19 0 9.5 9.5 0 0 1 19 0M9 8.5v1.6M15 8.5v1.6M7.5 ${15.5 - bend / 3}q4.5 ${bend} 9 0`));
    return made;
  });
  return element("div", "card grade", words, element("div", "choices faces", ...faces));
}

function large(headline) {
  const made = element("p", "headline", isolated(headline));
  made.setAttribute("aria-hidden", "true");
  return made;
}

function beneath(note) {
  const made = element("p", "beneath", note);
  made.dir = "auto";
  made.setAttribute("aria-hidden", "true");
  return made;
}

function copier(label, code, written) {
  const heard = element("span", "unseen");
  heard.setAttribute("role", "status");
  const made = button(
    "copy",
    async () => {
      if (!(await copied(code, written))) return;
      made.textContent = heard.textContent = say("page.copied");
      setTimeout(() => {
        made.textContent = label;
        heard.textContent = "";
      }, STANDS);
    },
    label,
  );
  return [made, heard];
}

/** Copy a text; where that is forbidden it is marked, ready to be copied by hand. */
async function copied(text, written) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    getSelection().selectAllChildren(written);
    return document.execCommand("copy");
  }
}
