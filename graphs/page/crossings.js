"use strict";
/* A matrix as data: its two sides under a view, and the statements behind each of its cells. */

const Crossings = (() => {
  const { count } = Dom;
  const LISTED = 12; // A wording used by more parties than this makes no filter.

  const KINDS = {
    recipients: {
      title: "Data type × recipient",
      headline: "Which data goes to whom",
      sides: [Axes.SIDES.data, Axes.SIDES.recipients],
      tells: (flow) => flow.recipient !== null,
    },
    companies: {
      title: "Company × data type",
      headline: "Which data each company speaks of",
      sides: [Axes.SIDES.companies, Axes.SIDES.data],
      tells: () => true,
    },
  };
  // The keys of the view: which things of a side are opened, the order of rows and of columns.
  const OPEN = new Map([
    [Axes.SIDES.data, "m-open"],
    [Axes.SIDES.recipients, "m-who"],
  ]);
  const ORDER = { rows: "m-rows", columns: "m-columns" };
  // Filters that say of what a matrix is; the others may hide what is said of just that.
  const SUBJECTS = ["data", "recipient", "kind", "company", "policy"];

  const kindOf = (view) =>
    Object.hasOwn(KINDS, view["m-by"]) ? KINDS[view["m-by"]] : KINDS.recipients;

  /** Return the matrix that a view asks for, out of flows that its kind tells; null for none. */
  function build(view, flows) {
    if (!flows.length) return null;
    const { sides } = kindOf(view);
    const [down, across] = view["m-turn"] ? [...sides].reverse() : sides;
    const rows = side(down, across, view, view[ORDER.rows], flows);
    const columns = side(across, down, view, view[ORDER.columns], flows);
    const counts = Axes.cross(flows, rows, columns);
    return { flows, rows, columns, counts, hidden: hiding(view, rows, columns, counts) };
  }

  /** Return the change of the view that takes off the filters which hide statements, or null. */
  function unfiltered({ text, filters }) {
    const left = Object.entries(filters).filter(([facet]) => SUBJECTS.includes(facet));
    const fewer = left.length < Object.keys(filters).length;
    return text || fewer ? { text: "", filters: Object.fromEntries(left) } : null;
  }

  /** Return a function from two nodes' numbers to how many statements the filters hide there. */
  function hiding(view, rows, columns, counts) {
    const change = unfiltered(view);
    if (!change) return () => 0;
    const flows = Facets.apply({ ...view, ...change }).filter(kindOf(view).tells);
    const all = Axes.cross(flows, rows, columns);
    const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);
    return (row, column) => sum(all(row, column)) - sum(counts(row, column));
  }

  function side(own, other, view, order, flows) {
    const id = order.startsWith("by:") ? order.slice(3) : null;
    const among =
      id && flows.filter((flow) => other.of(flow).covers.some((each) => each.id === id));
    return Axes.build(own, flows, { open: view[OPEN.get(own)] ?? "-", order, among });
  }

  /** Return the change of the view that opens or closes a node. */
  function toggled({ side: own, opened }, { thing }) {
    const next = new Set(opened);
    if (!next.delete(thing.id)) next.add(thing.id);
    return { [OPEN.get(own)]: [...next].join(" ") || "-" };
  }

  /** Return the change of the view that opens everything on a side ("*"), or closes it (""). */
  const opening = (own, written) => ({ [OPEN.get(own)]: written });

  /** Show the statements of a cell, or of a head if one of the two nodes is the sum. */
  function show(matrix, row, column) {
    const { rows, columns } = matrix;
    const flows = matrix.flows.filter(
      (flow) => Axes.holds(rows.side, row, flow) && Axes.holds(columns.side, column, flow),
    );
    const heads = [row, column].filter((node) => !node.total);
    const title = heads.map((node) => Dom.plain(node.label, 80)).join(" × ") || row.label;
    const counts = Axes.STATES.map((state) => flows.filter((each) => each.state === state).length);
    if (!flows.length) {
      const hidden = matrix.hidden(rows.nodes.indexOf(row), columns.nodes.indexOf(column));
      const silence = "Not mentioned. The policies here are silent on this, which is no denial.";
      const note = hidden ? `The filters hide ${count(hidden, "statement")} here.` : silence;
      const show = ["Without these filters", () => View.set(unfiltered(View.now))];
      Drawer.offer(title, flows, note, hidden ? [show] : broader(matrix, row, column));
    } else if (flows.length === 1) View.set({ flow: flows[0].id });
    else Drawer.offer(title, flows, Cells.wording(counts), actions(row, column));
  }

  /** What is said of data in general may hold for a type that is not mentioned. */
  function broader({ flows, rows, columns }, row, column) {
    const inRows = rows.side === Axes.SIDES.data;
    const data = inRows ? row : column;
    const [side, other] = inRows ? [columns.side, column] : [rows.side, row];
    return (data.thing?.covers ?? []).slice(1).flatMap((above) => {
      const said = flows.filter(
        (flow) => Axes.SIDES.data.of(flow) === above && Axes.holds(side, other, flow),
      );
      const label = `Of ${above.label}: ${count(said.length, "statement")}`;
      return said.length ? [[label, () => Drawer.offer(label, said)]] : [];
    });
  }

  function actions(row, column) {
    const filter = both(row, column);
    const [head] = [row, column].filter((node) => !node.total);
    const offered = [];
    if (filter && head) {
      const filters = { ...View.now.filters, ...filter };
      const answers = { tab: "answers", question: "everything", group: "", sort: "", filters };
      offered.push(["Only these", () => View.set({ filters })]);
      offered.push(["As a table of quotes", () => View.set(answers)]);
    }
    if (head && !head.only && (row.total || column.total)) {
      const axis = row.total ? "rows" : "columns";
      const change = { [ORDER[axis]]: `by:${head.thing.id}` };
      offered.push([`Order ${axis} by it`, () => View.set(change)]);
    }
    return offered;
  }

  /** Return the filters that leave just what two nodes hold, or null if there are none. */
  function both(row, column) {
    const written = [row, column].map((node) => {
      if (node.total) return {};
      const filter = node.only ? null : node.thing.filter;
      return filter?.recipient?.length > LISTED ? null : filter;
    });
    return written.includes(null) ? null : Object.assign({}, ...written);
  }

  /** Save the whole matrix, with what is not drawn of it. */
  function save({ rows, columns, counts, hidden }) {
    const name = (node) => node.path.join(" › ");
    const lines = [
      [`${rows.side.title} / ${columns.side.title}`, ...columns.nodes.map(name)],
      ...rows.nodes.map((node, row) => [
        name(node),
        ...columns.nodes.map((_, column) => Cells.signs(counts(row, column), hidden(row, column))),
      ]),
    ];
    const text = lines.map((line) => line.map(Downloads.field).join(",") + "\r\n").join("");
    // The mark at the start tells spreadsheets that the file is UTF-8.
    Downloads.save("matrix.csv", "text/csv;charset=utf-8", "\ufeff" + text);
  }

  return { KINDS, ORDER, kindOf, unfiltered, build, toggled, opening, show, save };
})();
