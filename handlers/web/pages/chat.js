/** The buyer's page, put together: what the server tells goes into the page, what the buyer does goes to the server. */

import { Composer } from "./composer.js";
import { Outbox } from "./outbox.js";
import { keep, onChangedElsewhere, recall } from "./storage.js";
import { Transcript } from "./transcript.js";
import * as wire from "./wire.js";
import { languageOf, say, speak, speakAsBefore, tagOf, why } from "./words.js";

const STEPS = ["apologize", "listen", "explain", "offer", "execute", "review"];
const AT_THE_END = 96; // pixels from the end within which the reader is following along
const ANSWERS_WITHIN = 12_000; // milliseconds after which nobody is about to answer any more

const at = (id) => document.getElementById(id);
const chat = { shop: "", conversation: "", case: null, loaded: false };
let sample = null; // the test shop's own, where it is one
let aside = null; // what stands beside the conversation, once there is one

let line = new AbortController(); // cutting it makes the page connect afresh
let wake = () => {}; // ends the pause between two attempts
const resend = { timer: 0, attempt: 0 };
let newer = 0; // messages that came while the reader looked elsewhere
let typing = 0; // the timer of the dots that say an answer is being written

// --- what the buyer says ------------------------------------------------------------------------------------------

const transcript = new Transcript(at("log"), {
  press(button) {
    send(button.label, { button: button.token });
    if (matchMedia("(pointer: fine)").matches) composer.focus(); // on a phone that would raise the keyboard
  },
  takeBack(message) {
    outbox.remove(message.id);
    transcript.drop(message.id);
    if (!message.button) composer.put(message.text, message.photos);
  },
});

const outbox = new Outbox(() => hold().catch(mend));

const composer = new Composer(at("composer"), (text, photos) => send(text, photos.length ? { photos } : {}), mend);

async function hold() {
  await transcript.hold(outbox.waiting);
  showEmptiness();
}

function send(text, more) {
  outbox.add(text, more);
  hold().then(toTheEnd, mend);
  tell("");
  sendAll();
  wire.load("cards").catch(() => {}); // the answer may need them, and the network may be gone by then
}

/** Send what waits; what finds no way is tried again, a little later each time. */
async function sendAll() {
  clearTimeout(resend.timer);
  try {
    if (await outbox.send()) {
      sayWhetherReached(true);
      awaitAnswer();
    }
    resend.attempt = 0;
  } catch (error) {
    mend(error);
    if (error instanceof wire.Unreachable) {
      resend.timer = setTimeout(sendAll, Math.max(error.after * 1000, backoff(resend.attempt)));
      resend.attempt += 1;
    }
  }
}

/** Three dots for as long as an answer is likely to be on its way. */
function awaitAnswer() {
  clearTimeout(typing);
  at("typing").hidden = transcript.isAnswered || (chat.case?.keeper ?? "bot") !== "bot";
  typing = setTimeout(() => (at("typing").hidden = true), ANSWERS_WITHIN);
  toTheEnd();
}

at("person").addEventListener("click", () => send(say("page.person_request")));

at("language").addEventListener("change", async ({ target }) => {
  try {
    await turnTo((await wire.postLanguage(target.value)).language);
  } catch (error) {
    target.value = languageOf(document.documentElement.lang);
    mend(error);
  }
});

// --- what the server tells ----------------------------------------------------------------------------------------

/** Stay in touch for as long as the page is open: catch up, send what waits, listen; when the line breaks, again. */
async function stayInTouch() {
  for (let attempt = 0; ; attempt += 1) {
    let least = 0;
    try {
      if (await wire.openConversation(searchParams.get("language") ?? navigator.language)) outbox.startOver();
      await showChat(await wire.fetchChat());
      const lines = await wire.fetchMessages(transcript.last);
      await showMessages(isAnother(lines.conversation) ? await wire.fetchMessages(0) : lines);
      sayWhetherReached(true);
      sendAll();
      for await (const { event, data } of wire.events(transcript.last, line.signal)) {
        attempt = 0;
        if (event === "message") await showMessages({ messages: [data] });
        if (event === "state") await showState(data);
      }
    } catch (error) {
      mend(error);
      least = (error.after ?? 0) * 1000;
    }
    await pause(Math.max(least, backoff(attempt)));
  }
}

/** Deal with what went wrong between us and the server: what can pass is tried again, a no is told, a fault of ours is logged. */
function mend(error) {
  if (error instanceof wire.UnknownToken) {
    // Silently a new conversation: what was not sent yet goes into it.
    if (wire.forgetConversation(error.token)) outbox.startOver();
    transcript.clear();
    connectAfresh();
  } else if (error instanceof wire.Unreachable) {
    if (!line.signal.aborted) sayWhetherReached(false, error.isBusy);
  } else if (error instanceof wire.Refused) {
    tell(why(error) || say("page.refused"));
  } else {
    reportError(error);
  }
}

/** Milliseconds to wait: longer after each attempt, up to half a minute, and not all pages in step. */
const backoff = (attempt) => Math.min(30_000, 500 * 2 ** attempt) * (0.5 + Math.random() / 2);

/** Wait so long, or until woken. */
async function pause(milliseconds) {
  if (!line.signal.aborted) {
    await new Promise((resolve) => {
      wake = resolve;
      setTimeout(resolve, milliseconds);
    });
  }
  if (line.signal.aborted) line = new AbortController();
}

function connectAfresh() {
  line.abort();
  wake();
}

async function showChat(told) {
  if (!chat.shop) furnish(told);
  if (told.sample) {
    sample ??= new (await wire.load("sample")).Sample(told.sample, (text) => composer.put(text), mend);
    sample.setClock(told.sample.now);
  }
  await showState(told);
}

/** What does not change while the page is open is drawn once. */
function furnish(told) {
  chat.shop = told.shop;
  at("shop").textContent = told.shop;
  composer.limit = told.max_text;
  at("language").replaceChildren(
    ...told.languages.map(({ id, name }) => {
      const option = new Option(name, id);
      option.lang = tagOf(id);
      return option;
    }),
  );
}

/** Whether this is another conversation than the one shown, which is forgotten then: its lines are numbered anew. */
function isAnother(conversation) {
  const isNew = Boolean(chat.conversation) && chat.conversation !== conversation;
  chat.conversation = conversation;
  if (isNew) transcript.clear();
  return isNew;
}

async function showState(state) {
  if (state.conversation && chat.loaded && isAnother(state.conversation)) connectAfresh();
  chat.case = state.case;
  await turnTo(state.language);
  showCase();
  if (!chat.case) return;
  aside ??= new (await wire.load("aside")).Aside({ tell, mend, goOn: () => composer.focus() });
  await aside.caseIs(chat.case);
}

/** Speak another language from now on, all over the page. */
async function turnTo(language) {
  if (await speak(language)) {
    transcript.paint();
    composer.refresh();
    sample?.refresh();
    aside?.refresh();
    showCase();
  }
  at("language").value = language;
}

async function showMessages({ messages }) {
  const follows = !chat.loaded || isAtTheEnd();
  const unknown = messages.filter((message) => message.n > transcript.last);
  await transcript.tell(unknown);
  if (unknown.some((message) => message.from !== "buyer")) at("typing").hidden = true;
  if (!chat.loaded) {
    chat.loaded = true;
    at("loading").hidden = true;
    // Only from here on is a new line news: the history is not read out.
    requestAnimationFrame(() => at("log").setAttribute("aria-busy", "false"));
  } else if (unknown.some((message) => message.from !== "buyer") && (document.hidden || !follows)) {
    newer += unknown.length;
  }
  showEmptiness();
  showNewer();
  if (follows) toTheEnd();
}

// --- how it looks -------------------------------------------------------------------------------------------------

function showCase() {
  const progress = at("progress");
  progress.hidden = !chat.case;
  at("person").hidden = Boolean(chat.case) && chat.case.keeper !== "bot";
  if (!chat.case) return;
  const current = STEPS.indexOf(chat.case.step);
  [...progress.querySelectorAll(".dots i")].forEach((dot, place) => {
    dot.className = place < current ? "past" : place === current ? "now" : "";
  });
  const name = say(`page.step_${chat.case.step}`);
  at("stage-seen").textContent = name;
  at("stage-heard").textContent = say("page.step_now", { current: current + 1, total: STEPS.length, name });
  at("case-number").textContent = say("page.case", { number: chat.case.number });
  const keeper = at("keeper");
  keeper.className = `keeper ${chat.case.keeper}`;
  const kept = { bot: "", waiting: say("page.person_comes"), person: say("page.person_here", { person: chat.case.person }) };
  keeper.textContent = kept[chat.case.keeper];
}

function showEmptiness() {
  at("welcome").hidden = !(chat.loaded && transcript.isEmpty);
  if (chat.loaded) sample?.conversationIs(transcript.isEmpty);
}

/** Say something once; it stands until the buyer goes on. */
function tell(text) {
  at("told").textContent = text;
}

function sayWhetherReached(reached, isBusy) {
  const key = isBusy ? "page.busy" : navigator.onLine ? "page.unreachable" : "page.offline";
  // Before the first words have come there is only English to say that they cannot come.
  const text = reached ? "" : say(key) || "We can't reach the shop just now. This page keeps trying.";
  if (at("notice").textContent !== text) at("notice").textContent = text;
  if (!reached) at("typing").hidden = true;
}

function showNewer() {
  at("newer").hidden = newer === 0 || isAtTheEnd();
  document.title = newer && document.hidden ? `(${newer}) ${chat.shop}` : chat.shop;
}

const isAtTheEnd = () => document.documentElement.scrollHeight - innerHeight - scrollY < AT_THE_END;

function toTheEnd() {
  if (!transcript.isEmpty) scrollTo(0, document.documentElement.scrollHeight);
}

function seen() {
  if (document.hidden || !isAtTheEnd()) return;
  newer = 0;
  showNewer();
}

// --- start --------------------------------------------------------------------------------------------------------

at("newer").addEventListener("click", () => toTheEnd());
history.scrollRestoration = "manual"; // a conversation opens at its end
addEventListener("scroll", seen, { passive: true });
addEventListener("offline", () => sayWhetherReached(false));
addEventListener("online", connectAfresh);
document.addEventListener("visibilitychange", () => {
  seen();
  if (!document.hidden) wake();
});
onChangedElsewhere("token", () => {
  transcript.clear();
  connectAfresh();
});

// The token of a link leads into a conversation: it does not stay where it can be read or passed on by mistake.
const { searchParams } = new URL(location);
if (searchParams.has("link")) {
  keep("link", searchParams.get("link"));
  history.replaceState(null, "", location.pathname);
}

// In the frame of a widget: the page around us hears nothing of our keys.
addEventListener("keydown", ({ key, defaultPrevented }) => {
  if (key === "Escape" && parent !== window && !defaultPrevented) parent.postMessage("amends:close", "*");
});

speakAsBefore();
composer.refresh();
hold().catch(mend);
speak(languageOf(document.documentElement.lang)).catch(mend);
stayInTouch();
