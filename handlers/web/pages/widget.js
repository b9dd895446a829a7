/**
 * A round button on any web page that opens the buyer's page in a frame:
 *
 *   <script src="https://help.example.com/widget.js" async
 *     data-position="left" data-color="#0f6b66" data-greeting="Something wrong?" data-language="es" data-link="…"></script>
 *
 * Everything in data-… may be left out. `data-link` is the token of a link to an order, so that the buyer need not prove it.
 * Until it is pressed nothing is asked of anybody; whatever goes wrong here goes wrong in silence.
 */
(() => {
  "use strict";
  const words = __WORDS__; // what the button is called, and how it is closed, by language: put in by the server
  const script = document.currentScript;
  const { position, color, greeting, language, link } = script.dataset;
  const page = new URL(".", script.src);

  const css = `
    :host { all: initial; position: fixed; z-index: 2147483000; inset-block-end: 20px; inset-inline-end: 20px; }
    :host, button { font: 16px/1.4 system-ui, "Noto Sans", sans-serif; }
    :host([data-side="left"]) { inset-inline: auto; left: 20px; }
    :host([data-side="right"]) { inset-inline: auto; right: 20px; }
    button { cursor: pointer; border: 0; padding: 0; }
    button:focus-visible, iframe:focus-visible { outline: 3px solid var(--color); outline-offset: 3px; }
    [hidden] { display: none !important; }
    .call { display: flex; align-items: center; gap: 10px; background: none; }
    :host([data-side="left"]) .call { flex-direction: row-reverse; }
    .greeting { max-width: 220px; padding: 8px 14px; border-radius: 10px; color: #22252b; background: #fbf8f3;
      border: 1px solid #22252b33; text-align: start; }
    .round { flex: none; display: grid; place-items: center; inline-size: 56px; block-size: 56px; border-radius: 50%;
      color: #fff; background: var(--color); }
    .room { box-sizing: border-box; position: absolute; inset-block-end: 0; inline-size: 400px; block-size: min(680px, 100vh - 40px); display: flex;
      flex-direction: column; overflow: hidden; border-radius: 10px; background: #fbf8f3; border: 1px solid #22252b33;
      animation: come 120ms ease-out; }
    :host([data-side="left"]) .room { left: 0; }
    :host([data-side="right"]) .room { right: 0; }
    .close { flex: none; align-self: stretch; block-size: 44px; color: #fff; background: var(--color); }
    .close:focus-visible { outline-color: #fff; outline-offset: -5px; }
    iframe { flex: 1; border: 0; inline-size: 100%; }
    @keyframes come { from { opacity: 0; } }
    @media (max-width: 480px) { .room { position: fixed; inset: 0; inline-size: auto; block-size: auto; border: 0; border-radius: 0; } }
    @media (prefers-reduced-motion: reduce) { .room { animation: none; } }
    @media print { :host { display: none; } }`;

  /** The words of the nearest language there is: as it is written, without its region, or English. */
  function spoken(tag) {
    const [first, ...rest] = tag.replaceAll("_", "-").toLowerCase().split("-");
    const near = Object.keys(words).filter((one) => one.toLowerCase().split("_")[0] === first);
    return words[near.find((one) => rest.includes(one.toLowerCase().split("_")[1])) ?? near[0] ?? "en"];
  }

  function element(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }

  function stand() {
    const [open, close] = spoken(language || document.documentElement.lang || navigator.language);
    const host = document.createElement("amends-widget");
    host.dataset.side = position === "left" ? "left" : "right";
    const root = host.attachShadow({ mode: "open" });
    // A sheet and no <style>: a host page that forbids styles inside it forbids ours otherwise.
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
    host.style.setProperty("--color", CSS.supports("color", color ?? "") ? color : "#0f6b66");

    const round = element("span", { className: "round" });
    round.innerHTML =
      '<svg width="28" height="28" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" aria-hidden="true">' +
      '<path d="M4 5h16v11H10l-4 4v-4H4z" stroke-linejoin="round"/></svg>';
    const call = element("button", { type: "button", className: "call", ariaLabel: greeting || open, ariaHasPopup: "dialog" });
    if (greeting) call.append(element("span", { className: "greeting", textContent: greeting }));
    call.append(round);
    const shut = element("button", { type: "button", className: "close", textContent: close });
    const room = element("div", { className: "room", role: "dialog", ariaLabel: open, hidden: true }, shut);
    root.append(call, room);

    let frame;
    const show = (shown) => {
      if (!frame && shown) {
        const wanted = new URLSearchParams({ ...(language && { language }), ...(link && { link }) });
        frame = element("iframe", { src: `${page}?${wanted}`, title: open, allow: "clipboard-write", referrerPolicy: "no-referrer" });
        room.append(frame);
      }
      room.hidden = !shown;
      call.hidden = shown;
      (shown ? frame : call).focus();
    };
    call.addEventListener("click", () => show(true));
    shut.addEventListener("click", () => show(false));
    root.addEventListener("keydown", ({ key }) => key === "Escape" && show(false));
    // What is pressed inside the frame is not heard out here: the page says it.
    addEventListener("message", ({ source, data }) => source === frame?.contentWindow && data === "amends:close" && show(false));
    document.body.append(host);
  }

  const tried = () => {
    try {
      stand();
    } catch {
      // The host page is not ours to disturb.
    }
  };
  if (document.body) tried();
  else addEventListener("DOMContentLoaded", tried);
})();
