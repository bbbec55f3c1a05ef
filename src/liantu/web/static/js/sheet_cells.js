/* The cells of a sheet and what is done to them: every act is one step that can be taken back and done again. */
(function () {
  "use strict";
  var sheets = window.liantuSheet = {};

  sheets.Cells = function (data) {
    this.columns = data.columns;
    this.longest = data.longest;
    this.words = data.words;
    this.rows = data.lines.map(function (line) { return { key: line.key, was: line.cells, cells: Object.assign({}, line.cells), wrong: {} }; });
    this.done = [];
    this.undone = [];
    this.grow(20);
  };
  var cells = sheets.Cells.prototype;

  cells.grow = function (number) {
    for (var i = 0; i < number; i += 1) { this.rows.push({ key: "", was: {}, cells: {}, wrong: {} }); }
  };
  cells.text = function (row, column) { return this.rows[row].cells[this.columns[column].name] || ""; };
  /* A code is shown by its word, a unit too. */
  cells.shown = function (row, column) {
    var code = this.text(row, column), found = this.columns[column].choices.filter(function (choice) { return choice[0] === code; })[0];
    return found ? found[1] : this.columns[column].words[code] || code;
  };
  cells.locked = function (row, column) { return this.columns[column].key && this.rows[row].key !== ""; };
  /* Of a row that was taken back nothing is wrong; done again, it has what was wrong with it. */
  cells.wrong = function (row, column) { return this.isBlank(row) ? [] : this.rows[row].wrong[this.columns[column].name] || []; };
  cells.changed = function (row, column) {
    var line = this.rows[row], name = this.columns[column].name;
    return (line.cells[name] || "") !== (line.was[name] || "");
  };
  /* What stood in a cell of a row that is there before something else was written over it. */
  cells.former = function (row, column) {
    var line = this.rows[row], name = this.columns[column].name, was = line.was[name] || "";
    return line.key !== "" && this.changed(row, column) && was ? this.columns[column].words[was] || this.word(column, was) : "";
  };
  cells.word = function (column, code) {
    var found = this.columns[column].choices.filter(function (choice) { return choice[0] === code; })[0];
    return found ? found[1] : code;
  };
  cells.isBlank = function (row) {
    var line = this.rows[row];
    return line.key === "" && !Object.keys(line.cells).some(function (name) { return line.cells[name]; });
  };
  cells.firstBlank = function () {
    var row = this.rows.length;
    while (row > 0 && this.isBlank(row - 1)) { row -= 1; }
    return row;
  };
  cells.column = function (name) {
    return this.columns.map(function (column) { return column.name; }).indexOf(name);
  };

  /* What is typed as what is kept: a choice by its word or code in either language; a refusal stands at the cell. */
  cells.read = function (column, text) {
    var choice = this.columns[column];
    if (!choice.choices.length || text === "") { return { text: this.unit(choice, text), wrong: [] }; }
    var code = choice.codes[text.trim().toLowerCase()];
    if (code) { return { text: code, wrong: [] }; }
    var offered = choice.choices.map(function (entry) { return entry[1]; }).join(" / ");
    return { text: text, wrong: [this.words.no_choice.replace("%(text)s", text).replace("%(choices)s", offered)] };
  };

  cells.unit = function (column, text) {
    return Object.keys(column.words).filter(function (code) { return column.words[code] === text; })[0] || text;
  };

  /* Writes [{row, column, text}] as one step; locked cells and what a step leaves as it was are no part of it. */
  cells.write = function (entries) {
    var self = this, step = [];
    entries.forEach(function (entry) {
      if (entry.row >= self.longest || self.locked_at(entry)) { return; }
      if (entry.row >= self.rows.length) { self.grow(entry.row - self.rows.length + 20); }
      if (self.isBlank(entry.row)) { self.rows[entry.row].wrong = {}; }
      var line = self.rows[entry.row], name = self.columns[entry.column].name, read = self.read(entry.column, entry.text);
      var before = { text: line.cells[name] || "", wrong: line.wrong[name] || [] };
      if ((before.text === read.text || entry.text === self.shown(entry.row, entry.column)) && !before.wrong.length && !read.wrong.length) { return; }
      step.push({ row: entry.row, name: name, before: before, after: read });
      self.put(entry.row, name, read);
    });
    if (step.length) { this.done.push(step); this.undone = []; }
    return step.length;
  };
  cells.locked_at = function (entry) { return entry.row < this.rows.length && this.locked(entry.row, entry.column); };
  cells.put = function (row, name, read) {
    this.rows[row].cells[name] = read.text;
    if (read.wrong.length) { this.rows[row].wrong[name] = read.wrong; } else { delete this.rows[row].wrong[name]; }
  };
  cells.undo = function () { return this.turn(this.done, this.undone, "before"); };
  cells.redo = function () { return this.turn(this.undone, this.done, "after"); };
  cells.turn = function (from, to, side) {
    var self = this, step = from.pop();
    if (!step) { return null; }
    step.slice().reverse().forEach(function (part) { self.put(part.row, part.name, part[side]); });
    to.push(step);
    return step[0];
  };

  /* What was typed in: of a row that is there its changed cells, of a new one all of them. */
  cells.typed = function () {
    var found = [];
    this.rows.forEach(function (line, row) {
      var changed = {};
      Object.keys(line.cells).forEach(function (name) {
        if ((line.cells[name] || "") !== (line.was[name] || "")) { changed[name] = line.cells[name] || ""; }
      });
      if (line.key ? Object.keys(changed).length : Object.keys(changed).some(function (name) { return changed[name]; })) {
        found.push({ line: row, key: line.key, cells: changed });
      }
    });
    return found;
  };
  cells.places = function () {
    var self = this, found = [];
    this.rows.forEach(function (line, row) {
      if (self.isBlank(row)) { return; }
      Object.keys(line.wrong).forEach(function (name) { found.push({ row: row, column: self.column(name) }); });
    });
    return found;
  };
}());
