"use strict";
/* What `check` found in a policy: what is wrong, and the words that show it. */

const Findings = (() => {
  const { make, words } = Dom;
  const QUOTE = 240;
  const SIGNS = { error: "▲", warning: "△", note: "▪" };

  /** Return the findings in a policy as a list, null where there are none. */
  function draw(policy) {
    const found = Model.findings.filter((finding) => finding.policy === policy);
    return found.length ? make("ul", { class: "entries findings" }, found.map(entry)) : null;
  }

  function entry({ code, severity, title, message, advice, quotes, flows }) {
    return make(
      "li",
      { class: `finding ${severity}` },
      Rows.standing(
        `${code}: ${title}`,
        flows,
        { class: "entry" },
        make("span", { class: "severity" }, `${SIGNS[severity]} ${severity} `),
        make("span", { class: "name" }, words(title)),
        make("span", { class: "aside" }, code),
      ),
      make("p", {}, words(message)),
      quotes.map((quote) => make("blockquote", {}, words(Dom.cut(quote, QUOTE)))),
      make("p", { class: "note" }, words(advice)),
    );
  }

  return { draw };
})();
