/** The one file that talks to the server: requests, the conversation's token, and the stream of what happens. */

import { keep, recall } from "./storage.js";

// The server sends a heartbeat every 15 seconds: after three that did not come, the line is dead.
const SILENCE = 45_000;
const PATIENCE = 20_000; // how long any other answer may take

/** Nothing was decided: no network, or a server that cannot answer now. `after` is how many seconds it asks us to wait. */
export class Unreachable extends Error {
  constructor(after = 0) {
    super("the server cannot be reached");
    this.after = after;
  }
}

/** The server does not know the conversation of this token (any more). */
export class UnknownToken extends Error {
  constructor(unknown) {
    super("the server does not know this conversation");
    this.token = unknown;
  }
}

/** The server understood and said no; the message is meant for the buyer. */
export class Refused extends Error {}

async function request(method, path, { body, token, signal = AbortSignal.timeout(PATIENCE) } = {}) {
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (token) headers.Authorization = `Bearer ${token}`;
  let response;
  try {
    response = await fetch(path, { method, headers, body: body && JSON.stringify(body), signal, cache: "no-store" });
  } catch {
    throw new Unreachable();
  }
  if (response.ok) return response;
  if (response.status >= 500 || response.status === 408 || response.status === 429) {
    throw new Unreachable(Number(response.headers.get("Retry-After")) || 0);
  }
  throw await refusal(response, token);
}

async function refusal(response, token) {
  let error = {};
  try {
    ({ error = {} } = await response.json());
  } catch {
    // Not an answer of ours (a proxy's page, say): it is a refusal all the same, only without words.
  }
  return response.status === 401 && error.code === "unknown_token" ? new UnknownToken(token) : new Refused(error.message ?? "");
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

/** Open a conversation if there is none yet. */
export async function openConversation(language) {
  if (token()) return;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const opened = await json("POST", "/api/chat", { body: { language, time_zone: timeZone ?? "" } });
  keep("token", opened.token);
}

/** Forget a conversation the server does not know. False if another tab has done so already. */
export function forgetConversation(unknown) {
  if (token() !== unknown) return false;
  keep("token", null);
  return true;
}

export const fetchWords = (language) => json("GET", `/api/words/${encodeURIComponent(language)}`);
export const fetchChat = () => json("GET", "/api/chat", { token: token() });
export const fetchMessages = (after) => json("GET", `/api/chat/messages?after=${after}`, { token: token() });
export const postMessage = (message) => json("POST", "/api/chat/messages", { token: token(), body: message });
export const postLanguage = (language) => json("POST", "/api/chat/language", { token: token(), body: { language } });
export const moveClock = (to) => json("POST", "/api/sample/clock", { token: token(), body: { to } });

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
    const response = await request("GET", `/api/chat/events?after=${after}`, { token: token(), signal: dead.signal });
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
