"use strict";
/* Rows of a report: buttons that stand for flows, and the keys that move among them. */

const Rows = (() => {
  const { make, words } = Dom;
  const LIMIT = 60; // A list is cut after this many entries until the rest is asked for.
  const NAME = 160;
  const REACHED = ":not([hidden]) > button.stands";

  const flowsOf = new WeakMap(); // The flows that a button stands for.
  let onPick = null;

  /** Take what is to be called with a title and the flows of a row that was pressed. */
  function start(pane, pick) {
    onPick = pick;
    pane.addEventListener("keydown", move);
  }

  /** Make a button that stands for flows; without any it is plain text. */
  function standing(title, flows, attributes, ...content) {
    if (!flows.length) return make("span", attributes, content);
    const button = make(
      "button",
      {
        type: "button",
        tabindex: "-1",
        ...attributes,
        class: `stands ${attributes.class}`,
        onclick: () => onPick(title, flows),
      },
      content,
    );
    flowsOf.set(button, flows);
    return button;
  }

  /** Return the signs of some flows' states, each with how many flows are of it. */
  function signs(flows) {
    return Highlights.statesOf(flows).map((state) => {
      const number = flows.filter((flow) => flow.state === state).length;
      const { sign, label } = Model.STATES[state];
      return [
        make(
          "span",
          { class: `state ${state}` },
          make("span", { class: "sign", "aria-hidden": "true" }, sign),
          make("span", { class: "offscreen" }, `${label}: `),
          number.toLocaleString("en"),
        ),
        " ",
      ];
    });
  }

  /** Return a list of { label, flows }, each with what `about` says of it. */
  function list(entries, about = () => "") {
    if (!entries.length) return null;
    const item = (entry) =>
      make(
        "li",
        {},
        standing(
          entry.label,
          entry.flows,
          { class: "entry" },
          make("span", { class: "signs" }, signs(entry.flows)),
          make("span", { class: "name" }, words(Dom.cut(entry.label, NAME))),
          make("span", { class: "aside" }, words(Dom.cut(about(entry), NAME))),
        ),
      );
    return portioned("entries", entries, item);
  }

  /** Return a list that is cut, and says so, until the rest is asked for. */
  function portioned(kind, entries, item) {
    const holder = make("ul", { class: kind }, entries.slice(0, LIMIT).map(item));
    const left = entries.length - LIMIT;
    if (left <= 0) return holder;
    const more = make(
      "button",
      { type: "button", class: "plain more-entries", onclick: unfold },
      `+${left.toLocaleString("en")} more`,
    );
    function unfold() {
      more.remove();
      holder.append(...entries.slice(LIMIT).map(item));
      holder.children[LIMIT].querySelector("button")?.focus();
    }
    return [holder, more];
  }

  /** Mark the rows that stand for any of these flows; scroll to one if none of them is in sight. */
  function point(pane, flows, scroll) {
    const wanted = new Set(flows);
    const marked = [];
    for (const button of pane.querySelectorAll("button.stands")) {
      const current = flowsOf.get(button).some((flow) => wanted.has(flow));
      button.classList.toggle("current", current);
      if (current && !button.classList.contains("total")) marked.push(button);
    }
    if (!scroll || !marked.length || marked.some((each) => isSeen(each, pane))) return;
    marked.at(-1).scrollIntoView({ block: "center" });
  }

  function isSeen(element, pane) {
    const [inner, outer] = [element, pane].map((each) => each.getBoundingClientRect());
    return inner.height > 0 && inner.top >= outer.top && inner.bottom <= outer.bottom;
  }

  /** The arrows move through the buttons: up and down by rows, left and right inside a row. */
  function move(event) {
    const from = event.target.closest("button.stands");
    const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!from || !step || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const buttons = [...event.currentTarget.querySelectorAll(REACHED)];
    const place = buttons.indexOf(from);
    const across = event.key === "ArrowLeft" || event.key === "ArrowRight";
    const row = (button) => button.closest("tr, .strip") ?? button.closest("li");
    const ahead = step > 0 ? buttons.slice(place + 1) : buttons.slice(0, place).reverse();
    const column = from.closest("td")?.cellIndex;
    const others = across ? ahead : ahead.filter((each) => row(each) !== row(from));
    const same = others.filter((each) => row(each) === row(others[0] ?? from));
    const next = same.find((each) => each.closest("td")?.cellIndex === column) ?? same[0];
    if (!next) return;
    from.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  }

  return { NAME, REACHED, start, standing, signs, list, point };
})();
