/* The sheet as it is seen: only the rows in view are drawn, and one input lies over the cell where one is. */
(function () {
  "use strict";
  var sheets = window.liantuSheet, HEIGHT = 29, BEYOND = 8;

  function make(tag, settings, parent) {
    var element = Object.assign(document.createElement(tag), settings || {});
    if (parent) { parent.appendChild(element); }
    return element;
  }
  sheets.make = make;

  sheets.View = function (holder, cells, data) {
    this.cells = cells;
    this.data = data;
    this.at = { row: 0, column: 0 };
    this.from = { row: 0, column: 0 };
    /* Whether a person has gone to the cell: where one is at the opening of the sheet nobody chose. */
    this.chosen = false;
    this.first = -1;
    this.window = make("div", { className: "sheet-window" }, holder);
    var table = make("table", { className: "paper sheet" }, this.window), head = make("tr", {}, make("thead", {}, table));
    make("th", { className: "nr", textContent: "#" }, head).scope = "col";
    var widths = make("colgroup", {});
    make("col", { className: "nr" }, widths);
    cells.columns.forEach(function (column) {
      make("th", { textContent: column.label, scope: "col" }, head);
      make("col", { className: column.wide ? "wide" : "" }, widths);
    });
    table.insertBefore(widths, table.firstChild);
    table.setAttribute("aria-hidden", "true");
    this.body = make("tbody", {}, table);
    this.input = make("input", { className: "sheet-cell", autocomplete: "off", spellcheck: false }, this.window);
    this.input.setAttribute("aria-describedby", "sheet-message");
    this.bubble = make("p", { className: "sheet-bubble", id: "sheet-message" }, this.window);
    this.options = make("datalist", { id: "sheet-options" }, holder);
    var self = this, waiting = false;
    this.window.addEventListener("scroll", function () {
      if (!waiting) { waiting = true; window.requestAnimationFrame(function () { waiting = false; self.draw(); }); }
    });
    this.draw();
  };
  var view = sheets.View.prototype;

  view.span = function () {
    return {
      top: Math.min(this.at.row, this.from.row), bottom: Math.max(this.at.row, this.from.row),
      left: Math.min(this.at.column, this.from.column), right: Math.max(this.at.column, this.from.column)
    };
  };
  view.isOne = function () { return this.at.row === this.from.row && this.at.column === this.from.column; };
  view.draw = function () {
    var count = this.cells.rows.length, first = Math.max(0, Math.floor(this.window.scrollTop / HEIGHT) - BEYOND);
    var last = Math.min(count, first + Math.ceil(this.window.clientHeight / HEIGHT) + 2 * BEYOND), body = make("tbody"), span = this.span();
    this.spacer(body, first);
    for (var row = first; row < last; row += 1) { body.appendChild(this.line(row, span)); }
    this.spacer(body, count - last);
    this.body.parentNode.replaceChild(body, this.body);
    this.body = body;
    this.first = first;
    this.cover();
  };
  view.spacer = function (body, rows) {
    if (rows > 0) { make("td", { colSpan: this.cells.columns.length + 1, className: "spacer" }, make("tr", {}, body)).style.height = rows * HEIGHT + "px"; }
  };
  view.line = function (row, span) {
    var cells = this.cells, self = this, tr = make("tr");
    tr.dataset.row = row;
    make("td", { className: "nr", textContent: row + 1 }, tr);
    cells.columns.forEach(function (column, at) {
      var td = make("td", { textContent: cells.shown(row, at) }, tr), marks = [];
      if (column.number) { marks.push("n"); }
      if (cells.locked(row, at)) { marks.push("locked"); }
      if (cells.wrong(row, at).length) { marks.push("wrong"); td.title = cells.wrong(row, at).join("\n"); } else if (cells.changed(row, at)) { marks.push("changed"); }
      if (cells.former(row, at)) { marks.push("over"); td.title = [td.title, self.was(row, at)].filter(Boolean).join("\n"); }
      if (row >= span.top && row <= span.bottom && at >= span.left && at <= span.right) { marks.push("chosen"); }
      td.className = marks.join(" ");
    });
    return tr;
  };
  view.was = function (row, column) {
    var former = this.cells.former(row, column);
    return former ? this.data.words.was.replace("%s", former) : "";
  };
  view.cell = function (row, column) {
    var tr = this.body.querySelector('tr[data-row="' + row + '"]');
    return tr && tr.cells[column + 1];
  };
  /* The input over the cell where one is, with what stands there and what is wrong with it. */
  view.cover = function () {
    var td = this.cell(this.at.row, this.at.column), wrong = this.cells.wrong(this.at.row, this.at.column);
    this.input.style.visibility = td ? "visible" : "hidden";
    var was = this.was(this.at.row, this.at.column);
    this.bubble.textContent = wrong.concat(was || []).join(" ");
    this.bubble.classList.toggle("was", !wrong.length);
    this.bubble.style.display = td && (wrong.length || was) ? "block" : "none";
    if (!td) { return; }
    ["left", "top"].forEach(function (side) { this.input.style[side] = td[side === "left" ? "offsetLeft" : "offsetTop"] + "px"; }, this);
    this.input.style.width = td.offsetWidth + "px";
    this.input.style.height = td.offsetHeight + "px";
    this.bubble.style.left = td.offsetLeft + "px";
    this.bubble.style.top = td.offsetTop + td.offsetHeight + 2 + "px";
  };
  /* Goes to a cell; the range stays behind where it is extended. */
  view.go = function (row, column, extends_) {
    if (row >= this.cells.rows.length && this.cells.rows.length < this.cells.longest) { this.cells.grow(1); }
    this.at = { row: Math.max(0, Math.min(row, this.cells.rows.length - 1)), column: Math.max(0, Math.min(column, this.cells.columns.length - 1)) };
    if (!extends_) { this.from = Object.assign({}, this.at); }
    this.reveal();
    this.draw();
    this.show();
  };
  view.reveal = function () {
    var head = 32, top = this.at.row * HEIGHT, box = this.window;
    if (top < box.scrollTop) { box.scrollTop = top; }
    if (top + HEIGHT + head > box.scrollTop + box.clientHeight - 16) { box.scrollTop = top + HEIGHT + head - box.clientHeight + 16; }
    var th = this.body.parentNode.tHead.rows[0].cells[this.at.column + 1], frozen = this.body.parentNode.tHead.rows[0].cells[0].offsetWidth;
    if (th.offsetLeft - frozen < box.scrollLeft) { box.scrollLeft = th.offsetLeft - frozen; }
    if (th.offsetLeft + th.offsetWidth > box.scrollLeft + box.clientWidth) { box.scrollLeft = th.offsetLeft + th.offsetWidth - box.clientWidth + 4; }
  };
  /* What stands in the cell, ready to be typed over. */
  view.show = function () {
    var column = this.cells.columns[this.at.column], words = this.data.words;
    this.editing = false;
    this.input.value = this.cells.shown(this.at.row, this.at.column);
    this.input.readOnly = this.cells.locked(this.at.row, this.at.column);
    this.input.setAttribute("aria-label", words.place.replace("%(column)s", column.label).replace("%(row)s", this.at.row + 1));
    this.input.setAttribute("aria-invalid", String(this.cells.wrong(this.at.row, this.at.column).length > 0));
    this.input.classList.toggle("n", column.number);
    this.input.removeAttribute("list");
    this.options.textContent = "";
    this.input.select();
  };
  /* What may be chosen is offered as soon as one types. */
  view.offer = function () {
    var column = this.cells.columns[this.at.column], options = this.options, self = this;
    if (!column.choices.length && !column.pick && !column.units) { return; }
    if (column.units) { this.input.setAttribute("list", "units"); return; }
    if (column.choices.length) {
      if (!options.children.length) { column.choices.forEach(function (choice) { make("option", { value: choice[1] }, options); }); }
      this.input.setAttribute("list", options.id);
      return;
    }
    window.clearTimeout(this.asking);
    this.asking = window.setTimeout(function () {
      var asked = self.input.value;
      window.fetch("/pick?tables=" + encodeURIComponent(column.pick) + "&q=" + encodeURIComponent(asked)).then(function (answer) {
        return answer.ok ? answer.text() : "";
      }).then(function (found) {
        if (asked !== self.input.value || !self.editing) { return; }
        options.innerHTML = found;
        self.input.setAttribute("list", options.id);
      });
    }, 120);
  };
}());
