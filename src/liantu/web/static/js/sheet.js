/* A sheet of inputs: arrows and Enter move, what is copied from a spreadsheet is pasted over cells, drafts are left. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-sheet]");
  if (!form) { return; }
  var body = form.querySelector("table.sheet tbody"), waiting = null, sending = false;

  function cell(row, column) {
    var tr = body.rows[row], td = tr && tr.cells[column];
    return td ? td.querySelector("input:not([type=hidden]), select") : null;
  }
  function place(field) {
    var td = field.closest("td");
    return { row: Array.prototype.indexOf.call(body.rows, td.parentNode), column: td.cellIndex };
  }
  function mark(field) {
    var td = field.closest("td");
    td.classList.toggle("changed", field.value !== field.dataset.was);
  }
  function put(field, text) {
    if (!field || field.readOnly) { return; }
    if (field.tagName === "SELECT") {
      var wanted = Array.prototype.filter.call(field.options, function (option) {
        return option.value === text || option.textContent.trim() === text;
      })[0];
      if (!wanted) { wanted = new Option(text, text); field.add(wanted); }
      field.value = wanted.value;
    } else { field.value = text; }
    mark(field);
  }
  Array.prototype.forEach.call(body.querySelectorAll("td > input:not([type=hidden]):not([type=checkbox]), td > select"), function (field) {
    field.dataset.was = field.value;
  });

  body.addEventListener("keydown", function (event) {
    var field = event.target, at = place(field), step = null;
    if (field.type === "checkbox") { return; }
    var text = field.tagName === "INPUT";
    var begins = text && field.selectionStart === 0, ends = text && field.selectionEnd === field.value.length;
    if (event.key === "Enter") { step = [event.shiftKey ? -1 : 1, 0]; }
    else if (text && !field.hasAttribute("list") && event.key === "ArrowDown") { step = [1, 0]; }
    else if (text && !field.hasAttribute("list") && event.key === "ArrowUp") { step = [-1, 0]; }
    else if (begins && event.key === "ArrowLeft") { step = [0, -1]; }
    else if (ends && event.key === "ArrowRight") { step = [0, 1]; }
    if (!step) { return; }
    event.preventDefault();
    var next = cell(at.row + step[0], at.column + step[1]);
    if (next) { next.focus(); if (next.select) { next.select(); } }
  });
  body.addEventListener("paste", function (event) {
    var text = (event.clipboardData || window.clipboardData).getData("text").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (!/[\t\n]/.test(text)) { return; }
    event.preventDefault();
    var at = place(event.target);
    text.split("\n").forEach(function (line, down) {
      line.split("\t").forEach(function (value, right) { put(cell(at.row + down, at.column + right), value.trim()); });
    });
    later();
  });
  body.addEventListener("input", function (event) { if (event.target.type !== "checkbox") { mark(event.target); } });
  form.addEventListener("change", function (event) {
    if (event.target.hasAttribute("data-all")) {
      Array.prototype.forEach.call(body.querySelectorAll("input[name=row]"), function (box) { box.checked = event.target.checked; });
    }
  });

  function leave() {
    waiting = null;
    if (sending) { return; }
    var told = new FormData(form);
    told.set("do", "leave");
    window.fetch(form.action, { method: "POST", body: new URLSearchParams(told) });
  }
  function later() { window.clearTimeout(waiting); waiting = window.setTimeout(leave, 800); }
  form.addEventListener("input", later);
  form.addEventListener("submit", function () { sending = true; window.clearTimeout(waiting); });
}());
