"use strict";
/* A policy's whole text, drawn in portions, with every sentence that holds a statement marked. */

const Reader = (() => {
  const { make, count } = Dom;
  const PORTION = 4000; // Code units after which a portion ends with its line.
  const SAID = ".said, .sign";
  const LONGEST = 12_000; // Where no line ends, a portion ends at a word, or just here.

  const pane = make("div", {
    class: "words",
    role: "region",
    tabindex: "0",
    "aria-label": "Text of the policy",
    onclick: press,
    onkeydown: (event) => {
      if (!["Enter", " "].includes(event.key) || !event.target.matches(".sign")) return;
      event.preventDefault();
      press(event);
    },
  });
  const sentencesAt = new WeakMap(); // The sentences that an element stands in, outermost first.
  let policy = null;
  let portions = [];
  let onPick = null;

  /** Take what is to be called with the sentences that a press falls on, the innermost first. */
  function start(pick) {
    onPick = pick;
    return pane;
  }

  function press(event) {
    const element = event.target.closest(SAID);
    // A selection of words is no press.
    if (!element || (!getSelection().isCollapsed && !element.matches(".sign"))) return;
    onPick([...sentencesAt.get(element)].reverse());
  }

  /** Show a policy's text with these sentences highlighted, and the marks of one flow. */
  function draw(shown, sentences, marks) {
    if (shown !== policy) open(shown);
    const stretches = Highlights.stretches(sentences, marks);
    let first = 0;
    for (const portion of portions) {
      while (first < stretches.length && stretches[first].to <= portion.from) first++;
      const inside = [];
      for (let at = first; at < stretches.length && stretches[at].from < portion.to; at++) {
        inside.push(stretches[at]);
      }
      const key = inside.map(keyOf).join();
      if (key === portion.key) continue;
      portion.key = key;
      portion.element.replaceChildren(...fill(portion, inside));
    }
    // What wasn't drawn anew still speaks of the sentences as they were before.
    const now = new Map(sentences.map((sentence) => [sentence.id, sentence]));
    for (const element of pane.querySelectorAll(SAID)) {
      sentencesAt.set(
        element,
        sentencesAt.get(element).map(({ id }) => now.get(id)),
      );
    }
  }

  function keyOf({ from, to, sentences, parts }) {
    const said = sentences.map(({ id, states, flows }) => `${id}${states}${flows.length}`);
    return `${from}-${to}:${said.join("+")}:${parts.join("+")}`;
  }

  function open(shown) {
    policy = shown;
    portions = cut(policy.text).map(([from, to]) => ({
      from,
      to,
      key: null,
      element: make("div", { class: "portion", dir: "auto" }),
    }));
    // What is no language tag would still be an attribute, but of no use to anybody.
    if (/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(policy.language ?? "")) pane.lang = policy.language;
    else pane.removeAttribute("lang");
    pane.replaceChildren(...portions.map((portion) => portion.element));
    pane.scrollTop = 0;
  }

  /** Return where the portions of a text begin and end; none ends inside a character. */
  function cut(text) {
    const places = [];
    for (let from = 0; from < text.length;) {
      let to = text.indexOf("\n", from + PORTION) + 1;
      if (to === 0) to = text.length;
      if (to - from > LONGEST) {
        const word = text.lastIndexOf(" ", from + LONGEST) + 1;
        to = word > from + PORTION ? word : from + LONGEST;
        if (/[\ud800-\udbff]/.test(text[to - 1])) to++;
      }
      places.push([from, to]);
      from = to;
    }
    return places;
  }

  function fill({ from, to }, stretches) {
    const nodes = [];
    let at = from;
    const plain = (until) => {
      if (until > at) nodes.push(...Dom.words(policy.text.slice(at, until)));
      at = Math.max(at, until);
    };
    for (const stretch of stretches) {
      plain(Math.max(from, stretch.from));
      for (const sentence of stretch.sentences) {
        if (sentence.from === at && stretch.from === at) nodes.push(sign(sentence));
      }
      const end = Math.min(to, stretch.to);
      nodes.push(said(stretch, Dom.words(policy.text.slice(at, end))));
      at = end;
    }
    plain(to);
    return nodes;
  }

  function said({ sentences, parts }, words) {
    const marked = parts.length ? make("mark", { class: parts.join(" ") }, words) : words;
    const innermost = sentences.at(-1);
    if (!innermost) return make("span", {}, marked);
    const element = make("span", { class: `said ${innermost.states[0]}` }, marked);
    sentencesAt.set(element, sentences);
    return element;
  }

  /** The signs before a sentence, which a keyboard reaches and a copied text leaves out. */
  function sign(sentence) {
    const { states, flows } = sentence;
    const words = states.map((state) => Model.STATES[state].label).join(", ");
    // An element of the line, unlike a button: no line breaks between it and the first word.
    const button = make(
      "span",
      {
        role: "button",
        class: `sign ${states.at(-1)}`,
        tabindex: "-1",
        "aria-label": `${count(flows.length, "statement")}: ${words}`,
      },
      states.map((state) => Model.STATES[state].sign).join(""),
    );
    sentencesAt.set(button, [sentence]);
    return button;
  }

  /** Show which sentence, by its id, is being looked at. */
  function point(id) {
    for (const element of pane.querySelectorAll(SAID)) {
      const current = sentencesAt.get(element).some((sentence) => sentence.id === id);
      element.classList.toggle("current", current);
    }
    const signs = [...pane.querySelectorAll(".sign")];
    const reached = signs.find((each) => each.classList.contains("current")) ?? signs[0];
    for (const each of signs) each.tabIndex = each === reached ? 0 : -1;
  }

  /** Scroll to the sentence that is being looked at, and in it to the data of the chosen flow. */
  function reveal() {
    const begin = pane.querySelector(".sign.current");
    const data = pane.querySelector(".said.current mark.data");
    (data ?? begin)?.scrollIntoView({ block: "center" });
  }

  const focus = () => (pane.querySelector(".sign.current") ?? pane).focus();

  return { start, draw, point, reveal, focus };
})();
