"use strict";
/* Makes elements. Text only ever becomes text nodes: no word of a policy can turn into markup. */

const Dom = (() => {
  // Control characters and the marks that reorder or hide text: shown, so that no text can deceive.
  // Spelled with \u escapes because the characters themselves would be invisible here.
  const DECEIVING = new RegExp(
    "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u061c\\u200b\\u200e\\u200f" +
      "\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ufff9-\\ufffb]",
    "g",
  );

  /** Make an element. Keys with "on" are listeners; null and false leave an attribute out. */
  function make(tag, attributes = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : String(value));
    }
    element.append(
      ...children.flat(Infinity).filter((child) => child !== null && child !== undefined),
    );
    return element;
  }

  /** Make an element of an SVG; null and undefined leave an attribute out. */
  function shape(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== null && value !== undefined) element.setAttribute(name, value);
    }
    element.append(...children.flat(Infinity).filter(Boolean));
    return element;
  }

  /** Return nodes for words out of a policy, with control characters made visible. */
  function words(text) {
    const nodes = [];
    let last = 0;
    for (const match of text.matchAll(DECEIVING)) {
      if (match.index > last) nodes.push(text.slice(last, match.index));
      nodes.push(make("span", { class: "control" }, nameOf(match[0])));
      last = match.index + match[0].length;
    }
    if (last < text.length) nodes.push(text.slice(last));
    return nodes;
  }

  /** The same as one string, for places that hold no elements: labels on a canvas, attributes. */
  function plain(text, limit = Infinity) {
    return cut(text.replace(DECEIVING, (found) => nameOf(found)).replace(/\s+/g, " "), limit);
  }

  function nameOf(character) {
    return "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
  }

  /** Return a text of at most `limit` characters; "…" stands for what is left out. */
  function cut(text, limit) {
    return text.length > limit ? text.slice(0, limit - 1).trimEnd() + "…" : text;
  }

  const figures = new Intl.NumberFormat("en"); // Making one takes longer than all its uses.

  /** Return "1,234". */
  function figure(number) {
    return figures.format(number);
  }

  /** Return "1 flow", "2 flows", "1,234 flows". */
  function count(number, one, many = one + "s") {
    return `${figure(number)} ${number === 1 ? one : many}`;
  }

  const byId = (id) => document.getElementById(id);

  return { make, shape, words, plain, cut, figure, count, byId };
})();
