/* What a spreadsheet copies, on its way into a sheet: headings are recognised, rows made, and what is left is named. */
(function () {
  "use strict";
  var sheets = window.liantuSheet;

  /* Lines and cells of a copied range; a cell in quotes may hold line ends. */
  sheets.parse = function (text) {
    var rows = [[]], cell = "", quoted = false, begun = false;
    text = text.replace(/\r\n?/g, "\n");
    for (var i = 0; i < text.length; i += 1) {
      var sign = text[i];
      if (quoted) {
        if (sign === '"' && text[i + 1] === '"') { cell += '"'; i += 1; } else if (sign === '"') { quoted = false; } else { cell += sign; }
      } else if (sign === '"' && !begun) { quoted = true; begun = true;
      } else if (sign === "\t" || sign === "\n") {
        rows[rows.length - 1].push(cell.trim());
        cell = ""; begun = false;
        if (sign === "\n") { rows.push([]); }
      } else { cell += sign; begun = true; }
    }
    rows[rows.length - 1].push(cell.trim());
    while (rows.length && rows[rows.length - 1].every(function (value) { return value === ""; })) { rows.pop(); }
    return rows;
  };
  sheets.compose = function (rows) {
    return rows.map(function (row) {
      return row.map(function (cell) { return /[\t\n"]/.test(cell) ? '"' + cell.replace(/"/g, '""') + '"' : cell; }).join("\t");
    }).join("\n");
  };

  function plain(text) { return text.normalize("NFKC").replace(/[\s*]+|\((\u5fc5\u586b|\u9009\u586b|required|optional)\)/gi, ""); }
  /* The fields that the cells of a first line name, or nothing when it is a row like the others. */
  sheets.headings = function (line, data) {
    var names = 0, filled = 0, found = line.map(function (text) {
      if (!text) { return null; }
      filled += 1;
      var whole = plain(text), parts = /^(.+?)[(\[](.+?)[)\]]$/.exec(whole), called = data.headings[whole.toLowerCase()];
      var field = called || (parts && data.headings[parts[1].toLowerCase()]);
      if (!field) { return { field: "", unit: "", text: text }; }
      names += 1;
      return { field: field, unit: called ? "" : parts[2], text: text };
    });
    return names && (names === filled || names >= 2) ? found : null;
  };

  /* What a paste does at a place: {entries to write, what is left, how many rows, whether headings were read}. */
  sheets.plan = function (cells, rows, at, data) {
    var heads = sheets.headings(rows[0], data), plan = { entries: [], left: [], rows: rows.length, columns: 0, headings: Boolean(heads), end: at.row };
    var values = heads ? rows.slice(1) : rows, start = at.row;
    if (heads && cells.rows[at.row] && cells.rows[at.row].key !== "") { start = cells.firstBlank(); }
    plan.rows = values.length;
    var byKey = {}, next = start;
    cells.rows.forEach(function (line, row) { if (line.key) { byKey[line.key] = row; } });
    var key = heads ? heads.filter(function (head) { return head && head.field === "id"; })[0] : null;
    values.forEach(function (line, down) {
      var row = next, known = key ? byKey[line[heads.indexOf(key)]] : undefined;
      if (known !== undefined) { row = known; } else { next += 1; }
      plan.end = Math.max(plan.end, row);
      line.forEach(function (value, right) { sheets.place(cells, plan, { row: row, right: right, value: value, line: down + (heads ? 2 : 1) }, heads, at, data); });
    });
    return plan;
  };
  /* How many filled cells of how many rows a paste would write something else into. */
  sheets.covered = function (cells, entries) {
    var rows = {}, number = 0;
    entries.forEach(function (entry) {
      if (entry.row >= cells.rows.length || cells.locked(entry.row, entry.column)) { return; }
      var there = cells.text(entry.row, entry.column), read = cells.read(entry.column, entry.text).text;
      if (there !== "" && there !== read && entry.text !== cells.shown(entry.row, entry.column)) { number += 1; rows[entry.row] = true; }
    });
    return { cells: number, rows: Object.keys(rows).length };
  };
  sheets.place = function (cells, plan, found, heads, at, data) {
    var head = heads ? heads[found.right] : null, column = heads ? (head && head.field ? cells.column(head.field) : -1) : at.column + found.right;
    function leave(why, name) { if (found.value !== "") { plan.left.push({ line: found.line, name: name, value: found.value, why: why }); } }
    if (found.row >= cells.longest) { leave(data.words.many.replace("%s", cells.longest), ""); return; }
    if (column < 0) { leave(data.words.no_column, head ? head.text : ""); return; }
    if (column >= cells.columns.length) { leave(data.words.beyond, ""); return; }
    plan.columns = Math.max(plan.columns, found.right + 1);
    if (found.row < cells.rows.length && cells.locked(found.row, column)) {
      if (found.value !== cells.text(found.row, column)) { leave(data.words.locked.replace("%s", found.value), cells.columns[column].label); }
      return;
    }
    plan.entries.push({ row: found.row, column: column, text: found.value });
    var unit = head && head.unit && cells.columns[column].unit ? cells.column(cells.columns[column].unit) : -1;
    if (unit >= 0 && found.value !== "" && !heads.some(function (other) { return other && other.field === cells.columns[column].unit; })) {
      plan.entries.push({ row: found.row, column: unit, text: head.unit });
    }
  };
}());
