"""Where things stand in the survey workbook. Column A is hidden and carries the keys."""

from __future__ import annotations

from liantu.exchange.paper.setting import Text

MARK = "liantu-survey/1"
SHEET = Text("摸底表", "Survey")
GUIDE = Text("填表说明", "Instructions")
LISTS = "_choices"
#: The hidden row of column codes, by which columns are found again whatever the headings say.
CODES = ("key", "index", "plant", "product", "question", "current", "answer", "unit", "period", "remark")
OPEN = ("answer", "unit", "period", "remark")
HEADINGS = {
    "index": Text("序号", "No."),
    "plant": Text("装置", "Plant"),
    "product": Text("产品", "Product"),
    "question": Text("需核实事项", "To be verified"),
    "current": Text("现有记录", "On record"),
    "answer": Text("填报值", "Answer"),
    "unit": Text("单位", "Unit"),
    "period": Text("数据时间", "Date of figure"),
    "remark": Text("备注", "Remarks"),
}
WIDTHS = {
    "index": 6,
    "plant": 24,
    "product": 20,
    "question": 34,
    "current": 18,
    "answer": 22,
    "unit": 14,
    "period": 14,
    "remark": 26,
}
#: Row numbers as a spreadsheet shows them.
META, TITLE, FIRM, DATE, CODE_ROW, HEAD_ROW, FIRST = 1, 2, 3, 4, 5, 6, 7
DATE_COLUMN = 6  # F, zero-based 5 + 1

STEPS = (
    Text(
        "一、只填黄色单元格；其余单元格已锁定，请勿改动。", "1. Fill in the yellow cells only; the others are locked."
    ),
    Text("二、先填填报日期，写法如 2024-03-15。", "2. First write the date of the return, as in 2024-03-15."),
    Text(
        "三、未知请留空，不要填零；零表示不生产。", "3. Leave blank what is unknown; zero means that nothing is made."
    ),
    Text(
        "四、有下拉选项的请从选项中选取；比例填 0—100。",
        "4. Choose from the list where there is one; shares run from 0 to 100.",
    ),
    Text(
        "五、产能可写“30”或“30万吨”，单位与“单位”列不同时请改单位。",
        "5. Write a capacity as 30 or 30万吨; change the unit where yours differs.",
    ),
    Text(
        "六、数据时间写法：2023、2023-Q1、2023-05；留空按填报日期。",
        "6. Dates of figures: 2023, 2023-Q1, 2023-05; blank means the date of the return.",
    ),
    Text(
        "七、严禁填写涉密信息、联系电话和个人姓名。",
        "7. Never enter classified matter, telephone numbers or names of persons.",
    ),
    Text(
        "八、填报内容按商业秘密管理，用于产业链测算，不用于统计。",
        "8. Answers are kept as commercial secrets, serve the chain computation and are no statistics.",
    ),
)
