"use strict";
/* One policy as a report: who wrote it, what it comes to, row by row, and what it is silent about.
   Each row is a button that stands for flows. */

const Report = (() => {
  const { make, words, count } = Dom;
  const { NAME, standing, signs, list } = Rows;

  const pane = make("div", {
    class: "report",
    role: "region",
    "aria-label": "Report on the policy",
  });

  let listed = { flows: null, items: null }; // Made once a policy: filters hide, and show again.

  /** Take what is to be called with a title and the flows of a row that was pressed. */
  function start(pick) {
    Rows.start(pane, pick);
    return pane;
  }

  /** Show the report on a policy: `whole` are all its flows, `flows` those that pass the filters. */
  function draw(policy, whole, flows) {
    const silence = Summary.silence(whole);
    const place = whole === listed.flows ? pane.scrollTop : 0;
    pane.replaceChildren(
      ...[
        ...identity(policy, whole, flows),
        strip(flows),
        section("Data", dataTable(whole, flows, silence)),
        section("Recipients", recipients(flows)),
        section("Findings", Findings.draw(policy)),
        section("Purposes", list(Summary.purposes(flows))),
        section("How long it is kept", list(Summary.retention(flows), keptData)),
        section("Not mentioned", silent(silence)),
        section("Every statement, in the order of the text", statements(whole, flows)),
      ].filter(Boolean),
    );
    for (const each of pane.querySelectorAll(`${Rows.REACHED}[tabindex='0']`)) each.tabIndex = -1;
    const first = pane.querySelector(Rows.REACHED);
    if (first) first.tabIndex = 0;
    pane.scrollTop = place;
  }

  function section(title, content) {
    return content ? make("section", {}, make("h3", {}, title), content) : null;
  }

  function identity(policy, whole, flows) {
    const address = Citations.webAddress(policy.url ?? "");
    const link = { href: address?.href, rel: "noopener noreferrer", target: "_blank" };
    const facts = [
      ["Company", words(policy.company.label)],
      ["Version", words(policy.issued ?? "no date given")],
      ["Language", words(policy.language ?? "not known")],
      [
        "Length",
        [count(length(policy.text), "character"), `, ${count(whole.length, "statement")}`],
      ],
      ["File", words(policy.file ?? "")],
      ["Address", address ? make("a", link, words(policy.url)) : words(policy.url ?? "")],
      ["SHA-256", make("code", {}, words(policy.sha256))],
    ];
    const few = flows.length < whole.length;
    return [
      make("h2", {}, words(Dom.cut(Versions.nameOf(policy), 200))),
      make("p", { class: "note" }, "Statements, not behaviour; not legal advice."),
      make(
        "dl",
        { class: "identity" },
        facts
          .filter(([, value]) => value.length !== 0)
          .map(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]),
      ),
      few
        ? make(
            "p",
            { class: "few" },
            `${flows.length.toLocaleString("en")} of ${count(whole.length, "statement")} pass the filters. `,
            make(
              "button",
              { type: "button", class: "plain", onclick: Filters.clear },
              "Clear all filters",
            ),
          )
        : null,
    ];
  }

  /** Count characters as the graph does: one outside the basic plane is two code units, but one. */
  const length = (text) =>
    text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

  function strip(flows) {
    return make(
      "ul",
      { class: "strip", "aria-label": "What it comes to" },
      Summary.figures(flows).map(([label, number, counted]) =>
        make(
          "li",
          {},
          standing(
            label,
            counted,
            { class: "total" },
            make("b", {}, number.toLocaleString("en")),
            ` ${label}`,
          ),
        ),
      ),
    );
  }

  function dataTable(whole, flows, silence) {
    const passing = new Set(flows);
    const row = (kind, { label, flows: all }) => {
      if (!all.some((flow) => passing.has(flow))) return null;
      return make(
        "tr",
        { class: kind },
        make("th", { scope: "row" }, words(Dom.cut(label, NAME))),
        Summary.ACTIONS.map((action) =>
          cell(
            `${label}: ${action}`,
            all.filter((flow) => flow.action === action),
            passing,
          ),
        ),
      );
    };
    const rows = Summary.dataRows(whole).flatMap((category) => {
      const only = category.types.length === 1 && category.types[0].label === category.label;
      return [
        row("category", category),
        ...(only ? [] : category.types.map((t) => row("type", t))),
      ];
    });
    const head = ["Data", ...Summary.ACTIONS].map((title) => make("th", { scope: "col" }, title));
    return make(
      "table",
      { class: "data", "aria-label": "What is said of which data" },
      make("thead", {}, make("tr", {}, head)),
      make("tbody", {}, rows.filter(Boolean)),
      make("tbody", { class: "unsaid" }, silence.data.map(silentRow)),
    );
  }

  function silentRow(label) {
    return make(
      "tr",
      {},
      make("th", { scope: "row" }, words(label)),
      Summary.ACTIONS.map(() => make("td", {}, dash())),
    );
  }

  const dash = () => make("span", { class: "silent", title: "not mentioned" }, "–");

  /** What the filters hide is not what the policy is silent about, and has a sign of its own. */
  function cell(title, all, passing) {
    const flows = all.filter((flow) => passing.has(flow));
    if (flows.length)
      return make("td", {}, standing(title, flows, { class: "cell" }, signs(flows)));
    const hidden = make("span", { class: "silent", title: "left out by the filters" }, "…");
    return make("td", {}, all.length ? hidden : dash());
  }

  function recipients(flows) {
    const groups = Summary.recipients(flows);
    if (!groups.length) return null;
    return groups.map(([title, found]) => [
      make("h4", {}, title, make("span", { class: "number" }, ` ${found.length}`)),
      list(found, ({ key }) =>
        [
          ["named", "vague"].includes(key.group) ? "" : Columns.kindWords(key),
          key.owners.length ? `owned by ${Columns.ownerWords(key)}` : "",
          key.country ? `in ${key.country}` : "",
        ]
          .filter(Boolean)
          .join(" · "),
      ),
    ]);
  }

  const keptData = ({ flows }) => [...new Set(flows.map((flow) => flow.data.label))].join(", ");

  function silent({ data, purposes, actions }) {
    const line = (title, names) =>
      names.length
        ? [
            make("dt", {}, title),
            make(
              "dd",
              {},
              names.map((name) => make("span", { class: "unsaid" }, "– ", words(name))),
            ),
          ]
        : [];
    const lines = [line("Data", data), line("Purposes", purposes), line("Actions", actions)].flat();
    const note =
      "No statement about these was found in the whole text. Silence is no denial, and a statement " +
      "may have been missed: look in the text before you quote a silence.";
    return lines.length ? [make("p", { class: "note" }, note), make("dl", {}, lines)] : null;
  }

  function statements(whole, flows) {
    if (listed.flows !== whole) listed = { flows: whole, items: whole.map(statement) };
    const passing = new Set(flows);
    whole.forEach((flow, index) => (listed.items[index].hidden = !passing.has(flow)));
    return whole.length
      ? make("ol", { class: "entries statements" }, listed.items)
      : make("p", { class: "note" }, "None.");
  }

  function statement(flow) {
    return make(
      "li",
      {},
      standing(
        "",
        [flow],
        { class: "entry statement" },
        Columns.stateCell(flow),
        make("span", { class: "name" }, words(Dom.cut(flow.words, NAME))),
        make("span", { class: "aside" }, words(Dom.cut(aside(flow), NAME))),
      ),
    );
  }

  const aside = (flow) =>
    [
      flow.recipient && `→ ${flow.recipient.label}`,
      flow.source && `← ${flow.source.label}`,
      flow.condition,
    ]
      .filter(Boolean)
      .join(" · ");

  const point = (flows, scroll) => Rows.point(pane, flows, scroll);

  const focus = () => pane.querySelector(`${Rows.REACHED}[tabindex='0']`)?.focus();

  return { start, draw, point, focus };
})();
