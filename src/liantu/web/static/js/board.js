/* A card dragged to a stage opens the form of that step; the card stays until the step is written. */
(function () {
  "use strict";
  var board = document.querySelector(".board[data-movable]");
  var dialog = document.getElementById("move-dialog");
  if (!board || !dialog || !dialog.showModal) { return; }
  var strip = document.getElementById("stage-strip");
  var dragged = null;

  function open(address, card) {
    fetch(address, { headers: { Accept: "text/html" } })
      .then(function (answer) { return answer.text(); })
      .then(function (text) {
        var page = new DOMParser().parseFromString(text, "text/html");
        var move = page.getElementById("move");
        if (!move) { window.location.href = address; return; }
        dialog.querySelector("h2").textContent = page.querySelector("h1").textContent;
        dialog.querySelector(".ask").replaceChildren(document.importNode(move, true));
        dialog.dataset.card = card ? card.dataset.project : "";
        if (!dialog.open) { dialog.showModal(); }
        var field = dialog.querySelector("form input:not([type=hidden]), .tabs a");
        if (field) { field.focus(); }
      });
  }
  function address(card, stage) {
    var to = new URL(card.querySelector("a.move").href);
    if (stage) { to.searchParams.set("stage", stage); }
    return to.href;
  }
  function mark(card) {
    var allowed = card ? card.dataset.next.split(" ") : [];
    document.querySelectorAll("[data-stage]").forEach(function (place) {
      place.classList.toggle("may", allowed.indexOf(place.dataset.stage) >= 0);
    });
    strip.classList.toggle("shown", Boolean(card));
  }

  board.addEventListener("dragstart", function (event) {
    dragged = event.target.closest("li[data-project]");
    if (!dragged) { return; }
    event.dataTransfer.setData("text/plain", dragged.dataset.project);
    event.dataTransfer.effectAllowed = "move";
    window.setTimeout(function () { mark(dragged); }, 0);
  });
  board.addEventListener("dragend", function () { dragged = null; mark(null); });
  document.addEventListener("dragover", function (event) {
    if (dragged && event.target.closest("[data-stage]")) { event.preventDefault(); }
  });
  document.addEventListener("drop", function (event) {
    var place = event.target.closest("[data-stage]");
    if (!dragged || !place) { return; }
    event.preventDefault();
    var card = dragged;
    dragged = null;
    mark(null);
    if (!place.contains(card)) { open(address(card, place.dataset.stage), card); }
  });
  board.addEventListener("click", function (event) {
    var link = event.target.closest("a.move");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      open(link.href, link.closest("li"));
    }
  });
  // A dialog that is opened again must not show the step that was asked before while the new one is fetched.
  dialog.addEventListener("close", function () { dialog.querySelector(".ask").replaceChildren(); });
  dialog.addEventListener("click", function (event) {
    var tab = event.target.closest(".tabs a");
    if (tab) { event.preventDefault(); open(tab.href, null); }
    if (event.target.closest("a.cancel, [data-close]")) { event.preventDefault(); dialog.close(); }
  });
}());
