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
