/* A sheet of cells with keyboard, paste, undo and fill; what is typed is left as a draft and kept as one change. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-sheet]"), source = document.getElementById("sheet-data"), sheets = window.liantuSheet;
  if (!form || !source) { return; }
  var data = JSON.parse(source.textContent), words = data.words, cells = new sheets.Cells(data), make = sheets.make;
  form.querySelectorAll("[data-plain]").forEach(function (part) { part.remove(); });
  form.querySelectorAll("[data-scripted]").forEach(function (part) { part.hidden = false; });
  var view = new sheets.View(document.getElementById("sheet"), cells, data), input = view.input;
  var state = document.getElementById("sheet-state"), left = document.getElementById("sheet-left"), list = document.getElementById("sheet-problems");
  var waiting = null, sending = false, asked = 0, notes = [];

  function say(texts) { state.textContent = texts.filter(Boolean).join(" "); }
  function count() {
    var typed = cells.typed(), fresh = typed.filter(function (line) { return !line.key; }).length;
    return words.state.replace("%(changed)s", typed.length - fresh).replace("%(fresh)s", fresh).replace("%(wrong)s", cells.places().length);
  }
  /* What is the same in many cells is said once, with the rows, and leads to the first of them. */
  function group(found, name) {
    var groups = {}, order = [];
    found.forEach(function (entry) {
      var key = name(entry);
      if (!groups[key]) { groups[key] = []; order.push(groups[key]); }
      groups[key].push(entry);
    });
    return order;
  }
  function span_rows(rows) { return rows.length > 1 ? rows[0] + "–" + rows[rows.length - 1] : rows[0]; }
  function list_problems(general) {
    list.textContent = "";
    (general || []).forEach(function (text) { make("li", { textContent: text }, list); });
    group(cells.places(), function (place) { return place.column + " " + cells.wrong(place.row, place.column).join(" "); }).forEach(function (places) {
      var place = places[0], column = cells.columns[place.column], item = make("li", {}, list);
      var rows = span_rows(places.map(function (other) { return other.row + 1; }));
      var where = words.place.replace("%(column)s", column.label).replace("%(row)s", rows);
      if (places.length > 1) { where = words.places.replace("%(place)s", where).replace("%(number)s", places.length); }
      make("button", { type: "button", className: "plain", textContent: where }, item).addEventListener("click", function () {
        view.go(place.row, place.column);
        view.chosen = true;
        input.focus();
      });
      item.appendChild(document.createTextNode(data.colon + cells.wrong(place.row, place.column).join(" ")));
    });
    list.hidden = !list.children.length;
  }
  function redraw(texts, general) { notes = texts || []; view.draw(); view.show(); list_problems(general); say((texts || []).concat(count())); }

  function body(what) {
    var sent = new FormData(form);
    sent.set("do", what);
    sent.set("sheet", JSON.stringify({ lines: cells.typed() }));
    return window.fetch(form.action, { method: "POST", body: sent });
  }
  function later() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(function () {
      waiting = null;
      if (sending) { return; }
      var turn = asked;
      body("leave").then(function () { return check_quietly(turn); }).catch(function () { say([words.unreachable]); });
    }, 900);
  }
  /* What was typed, undone or done again is checked as what is pasted is, where nobody is typing; the cell stays chosen.
     An answer that comes after the form was sent says nothing: it knows nothing of what that answer marked. */
  function check_quietly(turn) {
    function is_busy() { return turn !== asked || waiting || sending || view.editing || !cells.typed().length; }
    if (is_busy()) { return null; }
    return body("check").then(function (answer) {
      if (answer.status !== 200 && answer.status !== 422) { return null; }
      return answer.json().then(function (found) { if (!is_busy()) { mark(found); redraw(notes, found.general); } });
    });
  }
  function mark(answer) {
    cells.rows.forEach(function (line) { line.wrong = {}; });
    (answer.theirs || []).forEach(function (line) {
      var row = cells.rows[line.line];
      cells.columns.forEach(function (column) {
        var typed = (row.cells[column.name] || "") !== (row.was[column.name] || "");
        row.was[column.name] = line.cells[column.name];
        if (!typed) { row.cells[column.name] = line.cells[column.name]; }
      });
    });
    (answer.problems || []).forEach(function (line) { cells.rows[line.line].wrong = line.fields; });
    if (answer.base !== undefined) { form.querySelector("[name=base]").value = answer.base; }
  }
  function take(answer, texts) {
    if (answer.status !== 200 && answer.status !== 422) { redraw([words.unanswered.replace("%s", answer.status)]); return null; }
    return answer.json().then(function (found) {
      mark(found);
      var wrong = cells.places();
      if (found.confirm) { confirm_field().value = found.confirm; texts = (texts || []).concat(words.warned); }
      redraw((texts || []).concat(wrong.length || (found.general || []).length ? "" : words.sound), found.general);
      if (wrong.length) { view.go(wrong[0].row, wrong[0].column); }
    });
  }
  /* Which warnings were shown: the same cells sent once more are kept. */
  function confirm_field() {
    return form.querySelector("[name=confirmed]") || make("input", { type: "hidden", name: "confirmed" }, form);
  }
  function check(texts) {
    commit();
    if (!cells.typed().length) { say([words.nothing]); return; }
    say((texts || []).concat(words.checking));
    asked += 1;
    body("check").then(function (answer) { return take(answer, texts); }).catch(function () { say([words.unreachable]); });
  }
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    commit();
    if (sending) { return; }
    if (!cells.typed().length) { say([words.nothing]); return; }
    sending = true;
    asked += 1;
    window.clearTimeout(waiting);
    body("keep").then(function (answer) {
      if (answer.redirected) { window.location.assign(answer.url); return null; }
      sending = false;
      return take(answer);
    }).catch(function () { sending = false; say([words.unreachable]); });
  });

  /* What stands in the input goes into its cell. */
  function commit() {
    if (!view.editing) { return; }
    view.editing = false;
    write([{ row: view.at.row, column: view.at.column, text: input.value.trim() }]);
  }
  function write(entries) {
    var number = cells.write(begin(entries));
    if (number) { notes = []; later(); list_problems(); say([count()]); }
    return number;
  }
  /* A new row begins with the basis and the source that were chosen for new rows. */
  function begin(entries) {
    var fresh = {}, all = entries.slice(), filled = {};
    entries.forEach(function (entry) { filled[entry.row + " " + entry.column] = true; });
    entries.forEach(function (entry) { if (entry.text !== "" && (entry.row >= cells.rows.length || cells.isBlank(entry.row))) { fresh[entry.row] = true; } });
    Object.keys(fresh).forEach(function (row) {
      form.querySelectorAll("[data-new]").forEach(function (field) {
        var column = cells.column(field.dataset.new);
        if (column >= 0 && field.value && !filled[row + " " + column]) { all.push({ row: Number(row), column: column, text: field.value }); }
      });
    });
    return all;
  }
  function each(make_text) {
    var span = view.span(), entries = [];
    for (var row = span.top; row <= span.bottom; row += 1) {
      for (var column = span.left; column <= span.right; column += 1) { entries.push({ row: row, column: column, text: make_text(row, column, span) }); }
    }
    return entries;
  }
  function range(headings) {
    var span = view.span(), rows = [];
    if (headings) { rows.push(cells.columns.slice(span.left, span.right + 1).map(function (column) { return column.label; })); }
    for (var row = span.top; row <= span.bottom; row += 1) {
      var line = [];
      for (var column = span.left; column <= span.right; column += 1) { line.push(cells.shown(row, column)); }
      rows.push(line);
    }
    return sheets.compose(rows);
  }
  function fill_down() {
    commit();
    var number = write(each(function (row, column, span) { return cells.shown(span.top, column); }));
    redraw([words.filled.replace("%s", number)]);
  }
  function turn(way) {
    commit();
    var first = cells[way]();
    if (first) { later(); view.go(first.row, cells.column(first.name)); redraw(); }
  }
  function fill_new() {
    var entries = [];
    cells.rows.forEach(function (line, row) {
      if (line.key || cells.isBlank(row)) { return; }
      form.querySelectorAll("[data-new]").forEach(function (field) {
        var column = cells.column(field.dataset.new);
        if (column >= 0 && field.value && !cells.text(row, column)) { entries.push({ row: row, column: column, text: field.value }); }
      });
    });
    redraw([words.filled.replace("%s", write(entries))]);
  }

  function paste(text) {
    var rows = sheets.parse(text);
    if (!rows.length) { return; }
    if (rows.length === 1 && rows[0].length === 1 && !view.isOne()) { write(each(function () { return rows[0][0]; })); redraw(); return; }
    var had = cells.firstBlank(), span = view.span(), first = cells.columns[0].name === "id" ? 1 : 0;
    /* With no cell chosen the rows are new ones; their ids are made, so the first column is the one behind these. */
    var at = view.chosen ? { row: span.top, column: span.left } : { row: had, column: first };
    var plan = sheets.plan(cells, rows, at, data), over = sheets.covered(cells, plan.entries);
    write(plan.entries);
    if (!view.chosen) { view.go(had, first); }
    if (cells.rows.length - cells.firstBlank() < 5) { cells.grow(20); }
    show_left(plan.left);
    var said = words.pasted.replace("%(rows)s", plan.rows).replace("%(columns)s", plan.columns).replace("%(fresh)s", Math.max(0, cells.firstBlank() - had));
    var texts = [said, plan.headings ? words.by_heading : "", view.chosen ? "" : words.appended, over.cells ? words.over.replace("%(cells)s", over.cells).replace("%(rows)s", over.rows) : ""];
    redraw(texts);
    check(texts);
  }
  function show_left(found) {
    left.textContent = "";
    left.hidden = !found.length;
    if (!found.length) { return; }
    make("summary", { textContent: words.left.replace("%s", found.length) }, left);
    var lines = make("ul", {}, left);
    group(found, function (cell) { return cell.name + " " + cell.why; }).forEach(function (same) {
      var where = words.place.replace("%(column)s", same[0].name || "—").replace("%(row)s", span_rows(same.map(function (cell) { return cell.line; })));
      make("li", { textContent: where + data.colon + same[0].why + " — " + same.map(function (cell) { return cell.value; }).join(" | ") }, lines);
    });
    left.open = true;
  }

  var keys = {
    ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageDown: [15, 0], PageUp: [-15, 0]
  };
  function command(event) {
    var key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey) { return null; }
    if (key === "z" && !view.editing) { return function () { turn(event.shiftKey ? "redo" : "undo"); }; }
    if (key === "y" && !view.editing) { return function () { turn("redo"); }; }
    if (key === "d") { return fill_down; }
    if (key === "a" && !view.editing) {
      return function () { view.chosen = true; view.from = { row: 0, column: 0 }; view.go(Math.max(0, cells.firstBlank() - 1), cells.columns.length - 1, true); };
    }
    if (key === "home") { return function () { commit(); view.go(0, 0, event.shiftKey); }; }
    if (key === "end") { return function () { commit(); view.go(cells.firstBlank(), 0, event.shiftKey); }; }
    return null;
  }
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) { return; }
    if (keys[event.key] || ["Enter", "Home", "End", "F2"].indexOf(event.key) >= 0) { view.chosen = true; }
    var act = command(event), step = keys[event.key], at = view.at;
    if (act) { event.preventDefault(); act(); return; }
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "Enter") { event.preventDefault(); commit(); view.go(at.row + (event.shiftKey ? -1 : 1), at.column); }
    else if (event.key === "Tab" && view.editing) { event.preventDefault(); commit(); view.go(at.row, at.column + (event.shiftKey ? -1 : 1)); }
    else if (event.key === "Escape") { view.show(); }
    else if (event.key === "F2" && !input.readOnly) { event.preventDefault(); view.editing = true; view.offer(); input.setSelectionRange(input.value.length, input.value.length); }
    else if ((event.key === "Delete" || event.key === "Backspace") && !view.editing) { event.preventDefault(); write(each(function () { return ""; })); redraw(); }
    else if (step && !view.editing) { event.preventDefault(); view.go(at.row + step[0], at.column + step[1], event.shiftKey); }
    else if (!view.editing && (event.key === "Home" || event.key === "End")) { event.preventDefault(); view.go(at.row, event.key === "Home" ? 0 : cells.columns.length - 1, event.shiftKey); }
  });
  input.addEventListener("input", function () { if (!input.readOnly) { view.chosen = true; view.editing = true; view.offer(); } });
  input.addEventListener("blur", function () { if (view.editing) { commit(); view.draw(); } });
  input.addEventListener("dblclick", function () { view.editing = !input.readOnly; view.offer(); });
  input.addEventListener("paste", function (event) {
    var text = (event.clipboardData || window.clipboardData).getData("text");
    if (view.editing && !/[\t\n]/.test(text)) { return; }
    event.preventDefault();
    commit();
    paste(text);
  });
  var with_headings = false;
  ["copy", "cut"].forEach(function (what) {
    input.addEventListener(what, function (event) {
      if (view.editing) { return; }
      event.preventDefault();
      event.clipboardData.setData("text/plain", range(with_headings));
      if (what === "cut") { write(each(function () { return ""; })); redraw(); }
    });
  });
  view.window.addEventListener("mousedown", function (event) {
    var td = event.target.closest("td"), tr = td && td.closest("tr[data-row]");
    if (!tr || td === input) { return; }
    event.preventDefault();
    commit();
    view.chosen = true;
    var column = td.cellIndex - 1, row = Number(tr.dataset.row);
    if (column < 0) { view.from = { row: row, column: cells.columns.length - 1 }; view.go(row, 0, true); } else { view.go(row, column, event.shiftKey); }
    input.focus();
    function drag(move) {
      var over = document.elementFromPoint(move.clientX, move.clientY), cell = over && over.closest && over.closest(".sheet-window td");
      if (cell && cell.cellIndex > 0 && cell.closest("tr[data-row]")) { view.go(Number(cell.closest("tr[data-row]").dataset.row), cell.cellIndex - 1, true); }
    }
    function drop() { document.removeEventListener("mousemove", drag); document.removeEventListener("mouseup", drop); }
    document.addEventListener("mousemove", drag);
    document.addEventListener("mouseup", drop);
  });
  var buttons = {
    undo: function () { turn("undo"); }, redo: function () { turn("redo"); }, fill: fill_down, check: function () { check(); }, "new": fill_new,
    copy: function () { with_headings = true; input.focus(); view.show(); document.execCommand("copy"); with_headings = false; }
  };
  form.querySelectorAll("[data-act]").forEach(function (button) {
    button.addEventListener("click", function () { buttons[button.dataset.act](); input.focus(); });
  });

  if (data.draft.length) { take_draft(); }
  function take_draft() {
    var at = {}, entries = [], next = cells.firstBlank();
    cells.rows.forEach(function (line, row) { if (line.key) { at[line.key] = row; } });
    data.draft.forEach(function (line) {
      var row = line.key && at[line.key] !== undefined ? at[line.key] : next;
      if (row === next) { next += 1; if (row >= cells.rows.length) { cells.grow(20); } if (line.key) { cells.rows[row].key = line.key; } }
      Object.keys(line.cells).forEach(function (name) { if (cells.column(name) >= 0) { entries.push({ row: row, column: cells.column(name), text: line.cells[name] }); } });
    });
    cells.write(entries);
  }
  view.show();
  list_problems();
  say([data.draft.length ? words.draft.replace("%s", data.draft_moment) : "", count()]);
}());
