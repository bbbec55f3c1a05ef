"""Where things stand in the survey workbook. Column A is hidden and carries the keys."""

from __future__ import annotations

from liantu.wording import N_

MARK = "liantu-survey/1"
FORM_TITLE = N_("Survey of a firm's capacities")
RETURN_TITLE = N_("Survey return of %(firm)s (%(day)s)")
SHEET = N_("Survey")
GUIDE = N_("Instructions")
LISTS = "_choices"
#: The hidden row of column codes, by which columns are found again whatever the headings say.
CODES = ("key", "index", "plant", "product", "question", "current", "answer", "unit", "period", "remark")
OPEN = ("answer", "unit", "period", "remark")
HEADINGS = {
    "index": N_("No."),
    "plant": N_("Plant"),
    "product": N_("Product"),
    "question": N_("To be verified"),
    "current": N_("On record"),
    "answer": N_("Answer"),
    "unit": N_("Unit"),
    "period": N_("Date of figure"),
    "remark": N_("Remarks"),
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
    N_("1. Fill in the yellow cells only; the others are locked."),
    N_("2. First write the date of the return, as in 2024-03-15."),
    N_("3. Leave blank what is unknown; zero means that nothing is made."),
    N_("4. Choose from the list where there is one; shares run from 0 to 100."),
    N_("5. Write a capacity as 30 or {amount}; change the unit where yours differs."),
    N_("6. Dates of figures: 2023, 2023-Q1, 2023-05; blank means the date of the return."),
    N_("7. Never enter classified matter, telephone numbers or names of persons."),
    N_("8. Answers are kept as commercial secrets, serve the chain computation and are no statistics."),
)
