/** What the page is made of. A text becomes a text node and never markup, whatever stands in it. */

export function element(tag, className, ...content) {
  const made = document.createElement(tag);
  made.className = className;
  made.append(...content);
  return made;
}

/** A text that keeps its own direction, and leaves its neighbours theirs. */
export const isolated = (text) => element("bdi", "", text);

export function button(className, press, ...content) {
  const made = element("button", className, ...content);
  made.type = "button";
  made.addEventListener("click", press);
  return made;
}

/** A drawing of strokes in a field of 24 by 24: seen, not heard. */
export function drawing(strokes) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS(svg.namespaceURI, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", strokes);
  svg.append(path);
  return svg;
}
