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
  const SENTENCES = 2; // So many are shown before and after a quote,
  const AROUND = 400; // looked for within so many code units.
  const BOUNDARY = /[.!?]["'’”)\]]*\s+|\s*\n\s*/g;
  const LONG = 1500; // Code units; a longer quote is cut around its marks until it is asked for.

  /** Leave one line break where there are several. */
  const tidy = (text) => text.replace(/[^\S\n]*\n\s*/g, "\n");

  /** Return nodes for the code units `from` to `to` of a text, each part of the flow marked. */
  function marked(text, from, to, marks) {
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
      const words = Dom.words(tidy(text.slice(start, end)));
      return parts.length ? make("mark", { class: [...new Set(parts)].join(" ") }, words) : words;
    });
  }

  /** Return the part of a flow's quote around its data, short enough for a table. */
  function excerpt(flow, limit = 200) {
    const { from, to } = flow.evidence;
    const { text } = flow.policy;
    const marks = flow.marks.filter(([start, end]) => start >= from && end <= to);
    if (to - from <= limit) return marked(text, from, to, marks);
    const focus = marks.find(([start, , part]) => part === "data" && start >= from) ?? [from, from];
    let start = Math.max(from, Math.min(focus[0] - Math.floor(limit / 3), to - limit));
    let end = Math.min(to, start + limit);
    // Begin and end at a word, unless the word has no end in sight.
    const tail = text.slice(Math.max(focus[1], end - 20), end);
    if (end < to && tail.lastIndexOf(" ") > 0) end -= tail.length - tail.lastIndexOf(" ");
    const gap = text.slice(start, Math.min(start + 20, focus[0])).search(/\s/);
    if (start > from && gap > 0) start += gap + 1;
    return [
      start > from ? make("span", { class: "cut" }, "… ") : null,
      marked(text, start, end, marks),
      end < to ? make("span", { class: "cut" }, " …") : null,
    ];
  }

  /** Return the whole quote; of a very long one its marked stretch and a button for the rest. */
  function whole(flow) {
    const { from, to } = flow.evidence;
    const { text } = flow.policy;
    if (to - from <= LONG) return marked(text, from, to, flow.marks);
    const holder = make("span", {}, excerpt(flow, LONG));
    const left = (to - from - LONG).toLocaleString("en");
    const button = make(
      "button",
      {
        type: "button",
        class: "plain",
        onclick: () => holder.replaceChildren(...marked(text, from, to, flow.marks).flat()),
      },
      `Show the other ${left} characters`,
    );
    holder.append(make("br"), button);
    return holder;
  }

  /** Return the sentences before and after a piece of evidence, "" where there are none. */
  function context({ policy, from, to }) {
    const { text } = policy;
    const since = Math.max(0, from - AROUND);
    const ahead = text.slice(since, from).trimEnd();
    const starts = [...ahead.matchAll(BOUNDARY)]
      .map((found) => found.index + found[0].length)
      .filter((start) => start < ahead.length);
    if (since === 0) starts.unshift(0);
    const until = Math.min(text.length, to + AROUND);
    const behind = text.slice(to, until);
    const lead = behind.length - behind.trimStart().length;
    const ends = [...behind.matchAll(BOUNDARY)]
      .filter((found) => found.index > lead)
      .map((found) => found.index + found[0].length);
    if (until === text.length) ends.push(behind.length);
    return {
      before: text.slice(since + (starts.slice(-SENTENCES)[0] ?? ahead.length), from),
      after: behind.slice(0, ends.slice(0, SENTENCES).at(-1) ?? 0).trimEnd(),
    };
  }

  /** Return which parts of a flow are marked in its quote or its lead-in, for the legend. */
  function partsIn(flow) {
    const places = [flow.evidence, flow.leadIn].filter(Boolean);
    const seen = flow.marks.filter(([start, end]) =>
      places.some((place) => start < place.to && end > place.from),
    );
    return Object.keys(PARTS).filter((part) => seen.some((mark) => mark[2] === part));
  }

  return { PARTS, tidy, marked, excerpt, whole, context, partsIn };
})();
