/** The page's own words, times and dates, in the reader's language and zone. */

import { recall, keep } from "./storage.js";
import { fetchWords } from "./wire.js";

// Between these marks a name or a number keeps its own direction inside a right-to-left sentence.
const ISOLATE = "\u2068";
const END_ISOLATE = "\u2069";

let spoken = { language: "", direction: "ltr", words: {} };
let fresh = false;

/** Speak with the words of the last visit, if there are any, until this visit's have come. */
export function speakAsBefore() {
  const kept = recall("words");
  if (kept) apply(kept);
}

/** Speak this language from now on; resolves to whether anything changed. Rejects when the words cannot be had. */
export async function speak(language) {
  if (fresh && spoken.language === language) return false;
  const words = await fetchWords(language);
  keep("words", words);
  fresh = true;
  apply(words);
  return true;
}

/** A word of the page with its values put in their places. */
export function say(key, values = {}) {
  const isolated = (value) => (spoken.direction === "rtl" ? ISOLATE + value + END_ISOLATE : String(value));
  return (spoken.words[key] ?? "").replace(/\{([a-z_]+)\}/g, (place, name) => (name in values ? isolated(values[name]) : place));
}

/** Why the server said no, in the reader's language where its code is known; what it said itself is English. */
export function why({ code, message }) {
  return say(`page.fault_${code}`) || say(`evidence.${code}`) || (document.documentElement.lang === "en" ? message : "");
}

/** Write a list of elements' words anew: `data-word` is the text, `data-word-label` and `-placeholder` are attributes. */
function write(root) {
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = say(element.dataset.word);
  for (const element of root.querySelectorAll("[data-word-label]")) {
    element.setAttribute("aria-label", say(element.dataset.wordLabel));
    if (element.tagName === "BUTTON") element.title = say(element.dataset.wordLabel); // a drawing alone is a riddle
  }
  for (const element of root.querySelectorAll("[data-word-placeholder]")) {
    element.setAttribute("placeholder", say(element.dataset.wordPlaceholder));
  }
}

function apply(words) {
  spoken = words;
  const page = document.documentElement;
  page.lang = tagOf(words.language);
  page.dir = words.direction;
  page.dataset.speaks = "";
  write(document);
}

/** A language id of ours as a tag of the web: zh_Hans is zh-Hans. */
export function tagOf(language) {
  return language.replaceAll("_", "-");
}

/** The language id of ours that a tag of the web names. */
export function languageOf(tag) {
  return tag.replaceAll("-", "_");
}

/** The reader's own variety of the language spoken (en-GB for en), where their browser names one: it has its own dates. */
function variety() {
  const tag = tagOf(document.documentElement.lang) || "en";
  return navigator.languages.find((own) => own.startsWith(`${tag}-`)) ?? tag;
}

const inOurLanguage = (date, shape) => new Intl.DateTimeFormat(variety(), shape).format(date);

/** Hours and minutes: two digits where a day has 24 hours (09:12), and as few as needed where it has twice 12 (9:12 AM). */
function timeShape() {
  const { hourCycle } = new Intl.DateTimeFormat(variety(), { hour: "numeric" }).resolvedOptions();
  return { hour: hourCycle.startsWith("h2") ? "2-digit" : "numeric", minute: "2-digit" };
}

/** "09:12", as the reader's language writes it. */
export function clockTime(date) {
  return inOurLanguage(date, timeShape());
}

/** "Monday, 16 February 2026". */
export function longDay(date) {
  return inOurLanguage(date, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

/** "16 Feb 2026". */
export function shortDay(date) {
  return inOurLanguage(date, { dateStyle: "medium" });
}

/** "Mon, 16 Feb 2026, 09:12". */
export function dayAndTime(date) {
  return inOurLanguage(date, { weekday: "short", day: "numeric", month: "short", year: "numeric", ...timeShape() });
}

/** A count, with the reader's digits and separators. */
export function count(number) {
  return new Intl.NumberFormat(variety()).format(number);
}

/** "104.70 EUR" as the reader's language writes it. */
export function amount(text) {
  const [value, currency] = text.split(" ");
  return new Intl.NumberFormat(variety(), { style: "currency", currency }).format(value);
}
