"use strict";
/* A policy's own words, with the parts of a flow marked in them. */

const Quotes = (() => {
  const { make } = Dom;
  const PARTS = {
    data: "data",
    recipient: "recipient",
    source: "source",
    condition: "condition",
    purpose: "purpose",
    retention: "retention",
  };
  const LONG = 1500; // Code units; a longer quote is cut around its marks until it is asked for.

  /** Leave one line break where there are several. */
  const tidy = (text) => text.replace(/[^\S\n]*\n\s*/g, "\n");

  /** Return nodes for the code units `from` to `to` of a passage, each part of the flow marked. */
  function marked(passage, from, to, marks) {
    const inside = marks.filter(([start, end]) => start < to && end > from);
    const edges = new Set([from, to]);
    for (const [start, end] of inside) {
      edges.add(Math.max(from, start));
      edges.add(Math.min(to, end));
    }
    const sorted = [...edges].sort((a, b) => a - b);
    return sorted.slice(1).map((end, index) => {
      const start = sorted[index];
      const parts = inside
        .filter((mark) => mark[0] <= start && mark[1] >= end)
        .map((mark) => mark[2]);
      const words = Dom.words(tidy(Model.slice(passage, start, end)));
      return parts.length ? make("mark", { class: [...new Set(parts)].join(" ") }, words) : words;
    });
  }

  /** Return the part of a flow's quote around its data, short enough for a table. */
  function excerpt(flow, limit = 200) {
    const { passage, from, to } = flow.evidence;
    const marks = flow.marks.filter(([start, end]) => start >= from && end <= to);
    if (to - from <= limit) return marked(passage, from, to, marks);
    const focus = marks.find(([start, , part]) => part === "data" && start >= from) ?? [from, from];
    let start = Math.max(from, Math.min(focus[0] - Math.floor(limit / 3), to - limit));
    let end = Math.min(to, start + limit);
    // Begin and end at a word, unless the word has no end in sight.
    const tail = Model.slice(passage, Math.max(focus[1], end - 20), end);
    if (end < to && tail.lastIndexOf(" ") > 0) end -= tail.length - tail.lastIndexOf(" ");
    const gap = Model.slice(passage, start, Math.min(start + 20, focus[0])).search(/\s/);
    if (start > from && gap > 0) start += gap + 1;
    return [
      start > from ? make("span", { class: "cut" }, "… ") : null,
      marked(passage, start, end, marks),
      end < to ? make("span", { class: "cut" }, " …") : null,
    ];
  }

  /** Return the whole quote; of a very long one its marked stretch and a button for the rest. */
  function whole(flow) {
    const { passage, from, to } = flow.evidence;
    if (to - from <= LONG) return marked(passage, from, to, flow.marks);
    const holder = make("span", {}, excerpt(flow, LONG));
    const left = (to - from - LONG).toLocaleString("en");
    const button = make(
      "button",
      {
        type: "button",
        class: "plain",
        onclick: () => holder.replaceChildren(...marked(passage, from, to, flow.marks).flat()),
      },
      `Show the other ${left} characters`,
    );
    holder.append(make("br"), button);
    return holder;
  }

  /** Return which parts of a flow are marked in its quote or its lead-in, for the legend. */
  function partsIn(flow) {
    const places = [flow.evidence, flow.leadIn].filter(Boolean);
    const seen = flow.marks.filter(([start, end]) =>
      places.some((place) => start < place.to && end > place.from),
    );
    return Object.keys(PARTS).filter((part) => seen.some((mark) => mark[2] === part));
  }

  return { PARTS, tidy, marked, excerpt, whole, partsIn };
})();
