"use strict";
/* What a flow says, in a few words of ours. The verb is the policy's own where that is possible:
   who denies selling has not denied sharing. */

const Sentences = (() => {
  // Verbs of giving, after which "to" stands; any other act of sharing is called "share … with".
  const GIVING = new Set([
    "sell",
    "rent",
    "lease",
    "disclose",
    "transmit",
    "transfer",
    "send",
    "provide",
    "give",
    "release",
    "pass",
    "publish",
    "show",
    "supply",
    "deliver",
    "license",
    "reveal",
    "forward",
    "submit",
  ]);

  function verb(flow) {
    const manner = /^[a-z]+$/.test(flow.manner ?? "") ? flow.manner : flow.action;
    return flow.action === "share" && !GIVING.has(manner) ? "share" : manner;
  }

  /** Return "sells", "publishes", "carries" for "sell", "publish", "carry". */
  function thirdPerson(word) {
    if (/(?:s|x|z|ch|sh|o)$/.test(word)) return `${word}es`;
    return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
  }

  /** Return "shares", "may disclose", "shares, only if" or "does not sell". */
  function phrase(flow) {
    const plain = verb(flow);
    if (flow.denied) return `does not ${plain}`;
    const said = flow.possible ? `may ${plain}` : thirdPerson(plain);
    return flow.condition ? `${said}, only if` : said;
  }

  /** Return "Acme says it may disclose email address to Globex". */
  function sentence(flow) {
    const said = phrase(flow).replace(", only if", "");
    const joint = verb(flow) === "share" ? "with" : "to";
    const to = flow.recipient ? ` ${joint} ${short(flow.recipient.label)}` : "";
    const from = flow.source ? ` from ${short(flow.source.label)}` : "";
    const condition = flow.condition ? ", with a condition" : "";
    return `${short(flow.company.label)} says it ${said} ${short(flow.words)}${to}${from}${condition}.`;
  }

  const short = (name) => Dom.cut(name, 120);

  return { phrase, sentence };
})();
