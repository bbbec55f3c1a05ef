/* Charts read the same addresses as their tables. Canvas text for tooltips: the page's policy allows no inline style. */
(function () {
  "use strict";
  var FONT = '"Noto Sans CJK SC","Microsoft YaHei","PingFang SC","WenQuanYi Micro Hei",sans-serif';

  function base(element) {
    return {
      animation: false,
      aria: { enabled: true, label: { description: element.dataset.label } },
      textStyle: { fontFamily: FONT },
      tooltip: { trigger: "axis", renderMode: "richText", axisPointer: { type: "shadow" } },
      grid: { left: 16, right: 40, top: 16, bottom: 30, containLabel: true }
    };
  }
  // a price that is recalled gives a band, no figures
  function recalled(gap) { return gap.value.price && gap.value.price.grade === "C"; }
  function short(value) { return Number(value.toPrecision(3)); }

  var draw = {
    values: function (element, answer) {
      var rows = answer.gaps.filter(function (gap) { return gap.value.high; }).slice(0, 14).reverse();
      var option = base(element);
      option.grid.right = 90;
      option.grid.bottom = 44;
      option.xAxis = { type: "value", min: 0, name: element.dataset.unit, nameLocation: "middle", nameGap: 24 };
      option.yAxis = { type: "category", data: rows.map(function (gap) { return gap[element.dataset.name]; }) };
      option.tooltip.formatter = function (points) {
        var gap = rows[points[0].dataIndex];
        return points[0].name + "\n" + (recalled(gap) ? gap.value.band : short(gap.value.low / 1e8) + "–" + short(gap.value.high / 1e8)) + " " + element.dataset.unit;
      };
      option.series = [{
        type: "custom",
        encode: { x: [0, 1], y: 2 },
        itemStyle: { color: "#0B5394" },
        data: rows.map(function (gap, at) { return [gap.value.low / 1e8, gap.value.high / 1e8, at]; }),
        renderItem: function (params, api) {
          var from = api.coord([api.value(0), api.value(2)]), to = api.coord([api.value(1), api.value(2)]);
          var bar = { type: "rect", shape: { x: from[0], y: from[1] - 6, width: Math.max(2, to[0] - from[0]), height: 12 }, style: { fill: "#9DC3E6", stroke: "#0B5394" } };
          var gap = rows[api.value(2)];
          var text = recalled(gap) ? gap.value.band : short(api.value(0)) + "–" + short(api.value(1));
          return { type: "group", children: [bar, { type: "text", style: { text: text, x: to[0] + 6, y: from[1], textVerticalAlign: "middle", fill: "#333333", font: "11px " + FONT } }] };
        }
      }];
      return option;
    },
    balance: function (element, answer) {
      var row = answer.balance[0], words = JSON.parse(element.dataset.words), divisor = Number(element.dataset.divisor);
      var option = base(element);
      var parts = [["operating", "#0B5394", "#ffffff"], ["building", "#5B92C4", "#ffffff"], ["planned", "#BFD7EC", "#333333"]];
      var have = [
        ["supply", "#4E7D4E", "#ffffff"], ["captive", "#A7C4A0", "#333333"], ["nearby", "#E3E3E3", "#333333"], ["gap", "#FBE3E4", "#A61B29"]
      ];
      option.legend = { bottom: 0, type: "scroll" };
      option.grid.bottom = 50;
      option.yAxis = { type: "category", data: [words.have, words.need] };
      option.xAxis = { type: "value", name: element.dataset.unit, nameLocation: "end" };
      option.grid.right = 90;
      function series(stack, place) {
        return function (part) {
          var data = [null, null];
          data[place] = row[part[0]] ? short(row[part[0]] / divisor) : null;
          var label = { show: true, position: "insideLeft", color: part[2], fontFamily: FONT };
          return { name: words[part[0]], type: "bar", stack: stack, barWidth: 34, data: data, label: label, itemStyle: { color: part[1], borderColor: part[0] === "gap" ? "#A61B29" : "#ffffff", borderWidth: 1 } };
        };
      }
      option.series = parts.map(series("all", 1)).concat(have.map(series("all", 0)));
      return option;
    }
  };

  Array.prototype.forEach.call(document.querySelectorAll("[data-chart]"), function (element) {
    fetch(element.dataset.source, { credentials: "same-origin" }).then(function (answer) { return answer.json(); }).then(function (answer) {
      var chart = window.echarts.init(element, null, { renderer: "canvas" });
      chart.setOption(draw[element.dataset.chart](element, answer));
      element.dataset.drawn = "yes";
      window.addEventListener("resize", function () { chart.resize(); });
    });
  });
}());
