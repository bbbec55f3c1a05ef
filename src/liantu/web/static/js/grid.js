/* A printed table becomes one that can be sorted and filtered; its cells, links and accounts stay. */
(function () {
  "use strict";
  /* What a reader sees of a cell: its links would otherwise be sorted and searched by their addresses. */
  function words(cell) { return cell.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ").trim(); }
  function sortable(cell) {
    var text = words(cell).replace(/[≥,\s]/g, "");
    return text === "" || isNaN(Number(text)) ? -Infinity : Number(text);
  }
  Array.prototype.forEach.call(document.querySelectorAll("button[data-grid]"), function (button) {
    button.addEventListener("click", function () {
      var table = document.getElementById(button.dataset.grid);
      var leaves = [], top = table.tHead.rows[0].cells, below = table.tHead.rows[1] ? Array.prototype.slice.call(table.tHead.rows[1].cells) : [];
      Array.prototype.forEach.call(top, function (cell) {
        if (cell.colSpan > 1 || (cell.scope === "colgroup")) {
          for (var i = 0; i < cell.colSpan; i += 1) { leaves.push({ cell: below.shift(), group: cell.textContent }); }
        } else { leaves.push({ cell: cell, group: "" }); }
      });
      var columns = leaves.map(function (leaf, at) {
        var numeric = leaf.cell.classList.contains("n");
        return {
          title: (leaf.group ? leaf.group + " · " : "") + leaf.cell.textContent, field: "c" + at, formatter: "html",
          hozAlign: numeric ? "right" : "left", headerFilter: numeric ? false : "input", headerFilterPlaceholder: button.dataset.pattern,
          headerFilterFunc: function (asked, cell) { return words(cell).toLowerCase().indexOf(asked.toLowerCase()) >= 0; },
          sorter: function (a, b) { return numeric ? sortable(a) - sortable(b) : words(a).localeCompare(words(b)); }
        };
      });
      var rows = Array.prototype.map.call(table.tBodies[0].rows, function (row) {
        var data = {};
        Array.prototype.forEach.call(row.cells, function (cell, at) { data["c" + at] = cell.innerHTML; });
        return data;
      });
      var place = document.createElement("div");
      table.parentNode.replaceChild(place, table);
      button.disabled = true;
      var grid = new window.Tabulator(place, { data: rows, columns: columns, layout: "fitDataStretch", height: "70vh" });
      grid.on("renderComplete", function () { window.htmx.process(place); });
    });
  });
}());
