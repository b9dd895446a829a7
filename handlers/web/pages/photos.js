/** Photos: shrunk on this device, kept here until they are sent, sent, and shown. Loaded when the first one comes. */

import { element } from "./element.js";
import { newId } from "./storage.js";
import { fetchPicture, refusal, token } from "./wire.js";
import { count, say } from "./words.js";

const LONGEST = 2048; // pixels of the longer side as it is sent
const SHOWN = 640; // and as it is shown
const QUALITY = 0.86;
const PATIENCE = 120_000;
const LEFT_TO_STORE = 0.95; // once the last byte is under way the server still has to keep it

const inHand = new Map(); // where this browser has no database, or forbids it, a photo is kept until the page is closed

const database = new Promise((resolve) => {
  try {
    const opening = indexedDB.open("amends", 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("photos");
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => resolve(null);
  } catch {
    resolve(null);
  }
});

async function ask(mode, question) {
  const photos = (await database)?.transaction("photos", mode).objectStore("photos");
  if (!photos) return undefined;
  return new Promise((resolve, reject) => {
    const asked = question(photos);
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
}

const find = async (id) => inHand.get(id) ?? ask("readonly", (photos) => photos.get(id));

/** Shrink a photo and keep it; resolves to the id it is kept under. */
export async function take(file) {
  const id = newId();
  const photo = await shrunk(file);
  await ask("readwrite", (photos) => photos.put(photo, id)).catch(() => {});
  if ((await ask("readonly", (photos) => photos.count(id)).catch(() => 0)) !== 1) inHand.set(id, photo);
  return id;
}

/** Forget photos that were sent, or taken out again. */
export async function forget(ids) {
  for (const id of ids) {
    inHand.delete(id);
    await ask("readwrite", (photos) => photos.delete(id)).catch(() => {});
  }
}

/** As a JPEG of bearable size, without what the camera wrote into it. What this browser cannot read is left as it is. */
async function shrunk(file) {
  try {
    const canvas = drawn(await createImageBitmap(file), LONGEST);
    return await new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? file), "image/jpeg", QUALITY));
  } catch {
    return file; // a HEIC, say: whether it is a photo is for the server to tell
  }
}

function drawn(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const brush = canvas.getContext("2d");
  brush.fillStyle = "#fff"; // paper behind what is transparent: JPEG would make it black
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return canvas;
}

/** Send photos one after the other; resolves to the server's names of them. The same photo sent again is the same picture. */
export async function upload(ids) {
  const pictures = [];
  for (const id of ids) {
    const photo = await find(id);
    if (photo) pictures.push(await post(id, photo));
  }
  return pictures;
}

function post(id, photo) {
  const own = token();
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest(); // fetch tells nothing of how far it is
    request.open("POST", `/api/chat/pictures?id=${id}`);
    request.setRequestHeader("Authorization", `Bearer ${own}`);
    request.setRequestHeader("Content-Type", photo.type || "application/octet-stream");
    request.timeout = PATIENCE;
    request.upload.onprogress = ({ loaded, total }) => mark(id, (loaded / total) * LEFT_TO_STORE);
    request.onloadend = () => {
      const { status, responseText } = request;
      mark(id, status < 300 && status ? 1 : 0);
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText).picture);
      else reject(refusal(status, request.getResponseHeader("Retry-After"), responseText, own));
    };
    request.send(photo);
  });
}

function mark(id, done) {
  for (const bar of document.querySelectorAll(`[data-photo="${id}"] progress`)) bar.value = done;
}

/** The photos of a message: ids of what is kept here, or pictures of the server's. */
export function album(photos) {
  return element("div", "album", ...photos.map((photo, place) => (photo.id ? picture(photo, place + 1) : waiting(photo, place + 1))));
}

/** A photo of ours, with a bar that shows how far it is. */
function waiting(id, number) {
  const bar = element("progress", "");
  bar.value = 0;
  bar.setAttribute("aria-label", say("page.photo_sending", { number: count(number) }));
  const made = frame(find(id), number);
  made.dataset.photo = id;
  made.append(bar);
  return made;
}

function picture({ id, state, width, height }, number) {
  if (state && state !== "kept") return element("p", "photo lost", say("page.photo_lost"));
  const made = frame(fetchPicture(id), number);
  if (width && height) made.style.setProperty("--shape", width / height);
  return made;
}

/** A photo as it is seen, drawn as soon as it is there. */
function frame(coming, number) {
  const seen = element("div", "seen");
  seen.setAttribute("role", "img");
  seen.setAttribute("aria-label", say("page.photo", { number: count(number) }));
  Promise.resolve(coming)
    .then((blob) => createImageBitmap(blob))
    .then((bitmap) => seen.append(drawn(bitmap, SHOWN)))
    .catch(() => {}); // not a photo to this browser, or out of reach: its place is kept
  return element("div", "photo", seen);
}

/** A photo that is kept here, as it is seen. */
export const frameOf = (id, number) => frame(find(id), number);
