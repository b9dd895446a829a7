/** The one file that talks to the server: requests, the conversation's token, and the stream of what happens. */

import { keep, recall } from "./storage.js";

// The server sends a heartbeat every 15 seconds: after three that did not come, the line is dead.
const SILENCE = 45_000;
const PATIENCE = 20_000; // how long any other answer may take

/** Nothing was decided: no network, or a server that cannot answer now. `after` is how many seconds it asks us to wait. */
export class Unreachable extends Error {
  constructor(after = 0, isBusy = false) {
    super("the server cannot be reached");
    this.after = after;
    this.isBusy = isBusy;
  }
}

/** The server does not know the conversation of this token (any more). */
export class UnknownToken extends Error {
  constructor(unknown) {
    super("the server does not know this conversation");
    this.token = unknown;
  }
}

/** The server understood and said no: `code` says why to us, the message to the buyer. */
export class Refused extends Error {
  constructor({ code = "", message = "" }) {
    super(message);
    this.code = code;
  }
}

async function request(method, path, { body, cache = "no-store", signal = AbortSignal.timeout(PATIENCE) } = {}) {
  const own = token();
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (own) headers.Authorization = `Bearer ${own}`;
  let response;
  try {
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal, cache });
  } catch {
    throw new Unreachable();
  }
  if (response.ok) return response;
  throw refusal(response.status, response.headers.get("Retry-After"), await response.text().catch(() => ""), own);
}

/** What an answer that is none means to us. */
export function refusal(status, after, text, own) {
  if (!status || status >= 500 || status === 408 || status === 429) return new Unreachable(Number(after) || 0, status === 429);
  let error = {};
  try {
    ({ error = {} } = JSON.parse(text));
  } catch {
    // Not an answer of ours (a proxy's page, say): it is a refusal all the same, only without words.
  }
  return status === 401 && error.code === "unknown_token" ? new UnknownToken(own) : new Refused(error);
}

async function json(method, path, options) {
  const response = await request(method, path, options);
  try {
    return await response.json();
  } catch {
    throw new Unreachable(); // cut off half-way
  }
}

/** The token of our conversation, or null before there is one. */
export const token = () => recall("token");

/**
 * Open a conversation if there is none yet, or the one that a link leads to; resolves to whether it is another one now.
 * A link that leads nowhere is Refused once, and forgotten.
 */
export async function openConversation(language) {
  const link = recall("link");
  if (token() && !link) return false;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    const opened = await json("POST", "/api/chat", { body: { language, time_zone: timeZone ?? "", ...(link && { link }) } });
    keep("link", null);
    keep("token", opened.token);
    return true;
  } catch (error) {
    if (error instanceof Refused) keep("link", null);
    throw error;
  }
}

/** Forget a conversation the server does not know. False if another tab has done so already. */
export function forgetConversation(unknown) {
  if (token() !== unknown) return false;
  keep("token", null);
  return true;
}

export const fetchWords = (language) => json("GET", `/api/words/${encodeURIComponent(language)}`);
export const fetchChat = () => json("GET", "/api/chat");
export const fetchMessages = (after) => json("GET", `/api/chat/messages?after=${after}`);
export const fetchCopy = async () => (await request("GET", "/api/chat/download")).blob();
export const fetchPicture = async (id) => (await request("GET", `/api/chat/pictures/${id}`, { cache: "default" })).blob();
export const postMessage = (body) => json("POST", "/api/chat/messages", { body });
export const postLanguage = (language) => json("POST", "/api/chat/language", { body: { language } });
export const postMail = (agree) => json("POST", "/api/chat/mail", { body: { agree } });
export const moveClock = (to) => json("POST", "/api/sample/clock", { body: { to } });

/** A part of the page that is fetched, with the look of what it draws, when it is first needed. */
export async function load(name) {
  try {
    const [part] = await Promise.all([import(`./${name}.js`), dressed()]);
    return part;
  } catch {
    throw new Unreachable();
  }
}

let dress = null;

function dressed() {
  dress ??= new Promise((resolve, reject) => {
    const link = document.createElement("link");
    Object.assign(link, { rel: "stylesheet", href: "/assets/later.css", onload: resolve });
    link.onerror = () => {
      dress = null;
      link.remove();
      reject();
    };
    document.head.append(link);
  });
  return dress;
}

/**
 * What happens from message `after` on, as `{ event, data }`, with `{ event: "heartbeat" }` in between.
 * Ends when the server ends it; throws Unreachable when the line breaks, falls silent, or `signal` aborts it.
 */
export async function* events(after, signal) {
  const dead = new AbortController();
  const stop = () => dead.abort();
  signal.addEventListener("abort", stop);
  let watch = setTimeout(stop, SILENCE);
  try {
    if (signal.aborted) throw new Unreachable();
    const response = await request("GET", `/api/chat/events?after=${after}`, { signal: dead.signal });
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      clearTimeout(watch);
      watch = setTimeout(stop, SILENCE);
      const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
      rest = blocks.pop();
      yield* blocks.map(parsed);
    }
  } catch (error) {
    throw error instanceof TypeError || error.name === "AbortError" ? new Unreachable() : error;
  } finally {
    clearTimeout(watch);
    signal.removeEventListener("abort", stop);
    dead.abort();
  }
}

function parsed(block) {
  let event = "heartbeat";
  const data = [];
  for (const line of block.split("\n")) {
    if (line.startsWith("event:")) event = line.slice(6).trim();
    if (line.startsWith("data:")) data.push(line.slice(5));
  }
  return data.length ? { event, data: JSON.parse(data.join("\n")) } : { event: "heartbeat" };
}
