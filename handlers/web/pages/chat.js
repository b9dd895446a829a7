/** The buyer's page, put together: what the server tells goes into the page, what the buyer does goes to the server. */

import { Composer } from "./composer.js";
import { Outbox } from "./outbox.js";
import { Sample } from "./sample.js";
import { onChangedElsewhere } from "./storage.js";
import { Transcript } from "./transcript.js";
import * as wire from "./wire.js";
import { languageOf, say, speak, speakAsBefore, tagOf } from "./words.js";

const STEPS = ["apologize", "listen", "explain", "offer", "execute", "review"];
const AT_THE_END = 96; // pixels from the end within which the reader is following along

const at = (id) => document.getElementById(id);
const chat = { shop: "", case: null, loaded: false };

let line = new AbortController(); // cutting it makes the page connect afresh
let wake = () => {}; // ends the pause between two attempts
const resend = { timer: 0, attempt: 0 };
let newer = 0; // messages that came while the reader looked elsewhere

// --- what the buyer says ------------------------------------------------------------------------------------------

const transcript = new Transcript(at("log"), {
  press(button) {
    send(button.label, button.token);
    if (matchMedia("(pointer: fine)").matches) composer.focus(); // on a phone that would raise the keyboard
  },
  takeBack(message) {
    outbox.remove(message.id);
    transcript.drop(message.id);
    if (!message.button) composer.put(message.text);
  },
});

const outbox = new Outbox(() => {
  transcript.hold(outbox.waiting);
  showEmptiness();
});

const composer = new Composer(at("composer"), send);

const sample = new Sample((text) => composer.put(text), mend);

function send(text, button) {
  outbox.add(text, button);
  toTheEnd();
  sendAll();
}

/** Send what waits; what finds no way is tried again, a little later each time. */
async function sendAll() {
  clearTimeout(resend.timer);
  try {
    if (await outbox.send()) sayWhetherReached(true);
    resend.attempt = 0;
  } catch (error) {
    mend(error);
    if (error instanceof wire.Unreachable) {
      resend.timer = setTimeout(sendAll, Math.max(error.after * 1000, backoff(resend.attempt)));
      resend.attempt += 1;
    }
  }
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
    try {
      await wire.openConversation(navigator.language);
      await showChat(await wire.fetchChat());
      showMessages(await wire.fetchMessages(transcript.last));
      sayWhetherReached(true);
      sendAll();
      for await (const { event, data } of wire.events(transcript.last, line.signal)) {
        attempt = 0;
        if (event === "message") showMessages({ messages: [data] });
        if (event === "state") await showState(data);
      }
    } catch (error) {
      mend(error);
      if (error instanceof wire.Refused) sayWhetherReached(false);
    }
    await pause(backoff(attempt));
  }
}

/** Deal with what went wrong between us and the server. A refusal is for the caller to show; a fault of ours is logged. */
function mend(error) {
  if (error instanceof wire.UnknownToken) {
    // Silently a new conversation: what was not sent yet goes into it.
    if (wire.forgetConversation(error.token)) outbox.startOver();
    transcript.clear();
    connectAfresh();
  } else if (error instanceof wire.Unreachable) {
    if (!line.signal.aborted) sayWhetherReached(false);
  } else if (!(error instanceof wire.Refused)) {
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
  if (told.sample) sample.setClock(told.sample.now);
  await showState(told);
}

/** What does not change while the page is open is drawn once. */
function furnish(told) {
  chat.shop = told.shop;
  at("shop").textContent = told.shop;
  at("language").replaceChildren(
    ...told.languages.map(({ id, name }) => {
      const option = new Option(name, id);
      option.lang = tagOf(id);
      return option;
    }),
  );
  if (told.sample) sample.show(told.sample);
}

async function showState(state) {
  chat.case = state.case;
  await turnTo(state.language);
  showCase();
}

/** Speak another language from now on, all over the page. */
async function turnTo(language) {
  if (await speak(language)) {
    transcript.paint();
    composer.refresh();
    sample.refresh();
    showCase();
  }
  at("language").value = language;
}

function showMessages({ messages }) {
  const follows = !chat.loaded || isAtTheEnd();
  const unknown = messages.filter((message) => message.n > transcript.last);
  transcript.tell(unknown);
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
  if (chat.loaded) sample.conversationIs(transcript.isEmpty);
}

function sayWhetherReached(reached) {
  const key = navigator.onLine ? "page.unreachable" : "page.offline";
  // Before the first words have come there is only English to say that they cannot come.
  const text = reached ? "" : say(key) || "We can't reach the shop just now. This page keeps trying.";
  if (at("notice").textContent !== text) at("notice").textContent = text;
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

speakAsBefore();
composer.refresh();
transcript.hold(outbox.waiting);
speak(languageOf(document.documentElement.lang)).catch(mend);
stayInTouch();
