"use strict";
/* The evidence drawer: one flow with its quote in context, or a list of flows to choose from. */

const Drawer = (() => {
  const { make, words, byId } = Dom;
  const drawer = byId("drawer");
  let list = null; // The flows that were asked for together: { title, flows, note, actions }.
  let before = null; // What had the focus when the drawer was opened.
  let shown = "";

  function show(view) {
    const flow = Model.byId.get(view.flow);
    const key = flow?.id ?? (list ? "list" : "");
    if (key === shown && key !== "list") return;
    if (key && !shown) before = document.activeElement;
    shown = key;
    drawer.hidden = !key;
    document.body.classList.toggle("with-drawer", Boolean(key));
    if (!key) return;
    drawer.replaceChildren(...(flow ? one(flow) : many(list)));
    drawer.scrollTop = 0;
  }

  /** Show several flows, each one press away from its quote; `actions` are [label, function]. */
  function offer(title, flows, note = "", actions = []) {
    list = { title, flows, note, actions };
    if (View.now.flow) View.set({ flow: "" });
    else show(View.now);
    drawer.querySelector("h2")?.focus();
  }

  /** Close; true if there was something to close. */
  function close() {
    if (drawer.hidden) return false;
    list = null;
    if (View.now.flow) View.set({ flow: "" });
    show(View.now);
    if (before?.isConnected) before.focus();
    return true;
  }

  function top(title, ...extra) {
    return make(
      "div",
      { class: "top" },
      make("h2", { tabindex: "-1" }, title),
      extra,
      make(
        "button",
        { type: "button", class: "close", onclick: close, "aria-label": "Close" },
        "×",
      ),
    );
  }

  function many({ title, flows, note, actions }) {
    const limit = 200;
    const tool = ([label, onclick]) => make("button", { type: "button", onclick }, label);
    return [
      top(words(title)),
      note ? make("p", { class: "note" }, note) : null,
      actions.length ? make("div", { class: "tools" }, actions.map(tool)) : null,
      make(
        "ol",
        { class: "flows" },
        flows
          .slice(0, limit)
          .map((flow) =>
            make(
              "li",
              {},
              make(
                "button",
                { type: "button", onclick: () => View.set({ flow: flow.id }) },
                make(
                  "span",
                  { class: "says" },
                  Columns.stateCell(flow),
                  ": ",
                  words(sentence(flow)),
                ),
                make("span", { class: "quote" }, Quotes.excerpt(flow, 160)),
              ),
            ),
          ),
      ),
      flows.length > limit
        ? make("p", { class: "note" }, `The first ${limit} of ${flows.length}. The table has all.`)
        : null,
    ].filter(Boolean);
  }

  const sentence = (flow) =>
    flow.words + (flow.recipient ? ` → ${flow.recipient.label}` : "") + ` · ${flow.company.label}`;

  function one(flow) {
    return [
      top(flow.denied ? "What it says it does not do" : "What it says"),
      list
        ? make(
            "button",
            { type: "button", class: "plain", onclick: () => View.set({ flow: "" }) },
            "← ",
            words(Dom.plain(list.title, 60)),
          )
        : null,
      make(
        "p",
        { class: `sentence ${flow.state}` },
        Columns.stateSign(flow),
        words(Sentences.sentence(flow)),
      ),
      quotation(flow),
      legend(flow),
      facts(flow),
      siblings(flow),
      buttons(flow),
    ].filter(Boolean);
  }

  function quotation(flow) {
    const { from, to } = flow.evidence;
    const around = (text) => make("span", { class: "context" }, words(Quotes.tidy(text)));
    const { before, after } = Quotes.context(flow.evidence);
    const leadIn = flow.leadIn;
    const apart = leadIn && (leadIn.to <= from || leadIn.from >= to);
    return make(
      "figure",
      {},
      flow.evidence.section ? make("p", { class: "section" }, words(flow.evidence.section)) : null,
      apart
        ? make(
            "p",
            { class: "lead-in" },
            make("span", { class: "label" }, "Introduced by "),
            Quotes.marked(flow.policy.text, leadIn.from, leadIn.to, flow.marks),
          )
        : null,
      make("blockquote", {}, around(before), make("strong", {}, Quotes.whole(flow)), around(after)),
    );
  }

  function legend(flow) {
    const parts = Quotes.partsIn(flow);
    if (!parts.length) return null;
    return make(
      "ul",
      { class: "legend", "aria-label": "What is marked" },
      parts.map((part) => make("li", {}, make("mark", { class: part }, Quotes.PARTS[part]))),
    );
  }

  function fact(name, ...value) {
    const given = value.flat(Infinity).filter((each) => each !== null && each !== "");
    return given.length ? [make("dt", {}, name), make("dd", {}, given)] : [];
  }

  /** Return a name with a button that leaves only the flows of that name. */
  function narrowing(label, key, value) {
    const chosen = (View.now.filters[key] ?? []).includes(value);
    const only = make(
      "button",
      {
        type: "button",
        class: "plain",
        "aria-label": `Only ${Dom.plain(label)}`,
        onclick: () => View.set({ filters: { ...View.now.filters, [key]: [value] } }),
      },
      "only this",
    );
    return [...words(label), chosen ? null : " ", chosen ? null : only].filter(Boolean);
  }

  function party(party, key) {
    if (!party) return [];
    const about = [
      Columns.kindWords(party),
      party.owners.length ? `owned by ${Columns.ownerWords(party)}` : "",
      party.country ? `in ${party.country}` : "",
    ].filter(Boolean);
    const name = key ? narrowing(party.label, key, party.id) : words(party.label);
    return [...name, make("span", { class: "aside" }, words(about.join(" · ")))];
  }

  function facts(flow) {
    const { policy } = flow;
    const path = [...flow.data.covers].reverse().map((concept) => concept.label);
    const address = Citations.link(flow);
    const manner = flow.manner && flow.manner !== flow.action ? ` (“${flow.manner}”)` : "";
    return make(
      "dl",
      {},
      fact("Company", narrowing(flow.company.label, "company", flow.company.id)),
      fact(
        "Action",
        words(flow.action + manner),
        flow.possible ? ", said to be possible only" : null,
      ),
      fact("Data", narrowing(flow.words, "data", flow.data.id), aside(path.join(" › "))),
      fact(
        "Recipient",
        party(flow.recipient, "recipient"),
        asWorded(flow.recipient, flow.recipientWords),
      ),
      fact("Source", party(flow.source, null), asWorded(flow.source, flow.sourceWords)),
      fact(
        "Purpose",
        words(Columns.purposeWords(flow)),
        aside(flow.purposes.map((p) => p.label).join(", ")),
      ),
      fact("Condition", words(flow.condition ?? "")),
      fact("Kept for", words(flow.retention ?? "")),
      fact(
        "Policy",
        words(policy.title ?? ""),
        aside(policy.issued ? `version of ${policy.issued}` : ""),
      ),
      fact(
        "Found at",
        address
          ? make(
              "a",
              { href: address, rel: "noopener noreferrer", target: "_blank" },
              words(policy.url),
            )
          : words(policy.url ?? ""),
        aside(`${policy.file ?? ""} characters ${Citations.place(flow).join("–")}`),
      ),
      fact("SHA-256", make("code", {}, words(policy.sha256))),
      fact(
        "Read by",
        words(`rule ${flow.rule}, ${flow.extractor}`),
        aside(`the rule is trusted to ${Math.round(flow.confidence * 100)} %; judge by the quote`),
      ),
    );
  }

  const aside = (text) => (text ? make("span", { class: "aside" }, words(text)) : null);

  function asWorded(party, said) {
    return party && said && said !== party.label ? aside(`in its words: “${said}”`) : null;
  }

  /** The other flows of the same sentence: a list of twenty things is twenty flows. */
  function siblings(flow) {
    const others = Model.flows.filter((each) => each.evidence === flow.evidence);
    if (others.length < 2) return null;
    const title = `${others.length} statements in this sentence`;
    return make(
      "p",
      {},
      make(
        "button",
        { type: "button", class: "plain", onclick: () => offer(title, others) },
        title,
      ),
    );
  }

  function buttons(flow) {
    const copying = (label, text) =>
      make(
        "button",
        { type: "button", onclick: (e) => Citations.copy(text(), e.currentTarget) },
        label,
      );
    return make(
      "div",
      { class: "tools" },
      copying("Copy citation", () => Citations.citation(flow)),
      copying("Copy link", View.link),
      copying("Copy id", () => flow.id),
    );
  }

  return { show, offer, close };
})();
