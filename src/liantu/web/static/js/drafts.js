/* What stands in a form is left with the server while it is written; it is offered again when one comes back. */
(function () {
  "use strict";
  Array.prototype.forEach.call(document.querySelectorAll("form[data-draft]"), function (form) {
    var waiting = null, sending = false;
    function leave() {
      waiting = null;
      if (sending) { return; }
      var told = new FormData(form);
      told.set("draft", form.dataset.draft);
      told.set("table", form.dataset.table);
      window.fetch("/drafts", { method: "POST", body: new URLSearchParams(told), keepalive: true });
    }
    form.addEventListener("input", function () {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(leave, 600);
    });
    form.addEventListener("submit", function () { sending = true; window.clearTimeout(waiting); });
    window.addEventListener("pagehide", function () { if (waiting !== null) { leave(); } });
  });
}());
