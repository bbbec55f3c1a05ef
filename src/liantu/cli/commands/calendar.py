"""Commands of the working-day calendar, and what commands that give dates share."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liantu.cli.shared import Language, append_label, print_json, translator_of
from liantu.model.problems import Problem, Problems

if TYPE_CHECKING:
    from liantu.district.results import Calendar

app = typer.Typer(add_completion=False)
calendar = typer.Typer(add_completion=False, no_args_is_help=True, help="Count working days.")
app.add_typer(calendar, name="calendar")

Format = Annotated[str, typer.Option("--format", help="table or json.")]
CalendarFile = Annotated[Path | None, typer.Option("--calendar", help="Lines to lay over the shipped calendar (CSV).")]
District = Annotated[Path | None, typer.Option("--district", help="A district, whose own days lie over it.")]
Unit = Annotated[str, typer.Option("--unit", help="workday, or day of the calendar.")]


@calendar.command("add", context_settings={"ignore_unknown_options": True})  # so that -5 is a number of days
def add_working_days(
    start: Annotated[str, typer.Argument(help="The day it begins; counting starts the day after.")],
    days: Annotated[int, typer.Argument(help="How many.")],
    unit: Unit = "workday",
    calendar: CalendarFile = None,
    district: District = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The last day of so many working days; of calendar days, the next working day where it is a rest day."""
    from liantu.district.working_days import find_deadline

    check_format(format)
    found = find_deadline(parse_day(start), days, unit, load_calendar(calendar, district))
    if format == "json":
        answer = {"date": found.date, "label": found.label, "rule": found.rule, "calendar": found.calendar}
        counted = {"counted": found.counted, "moved": found.rest_day}
        print_json({**answer, **counted})
    else:
        typer.echo(append_label(str(found.date), found.label, lang))


@calendar.command()
def between(
    start: Annotated[str, typer.Argument(help="The day it begins; counting starts the day after.")],
    end: Annotated[str, typer.Argument(help="The last day that counts.")],
    calendar: CalendarFile = None,
    district: District = None,
    lang: Language = "zh_CN",
) -> None:
    """How many working days come after one day, up to and with another."""
    days, first, last = load_calendar(calendar, district), parse_day(start), parse_day(end)
    if last < first:
        raise Problems([Problem("ends_before_start", value=end, slots={"first": start})])
    typer.echo(append_label(str(days.between(first, last)), estimate_label(days, first, last), lang))


@calendar.command("show")
def show_year(
    year: Annotated[
        int | None, typer.Argument(min=1990, max=2149, help="The year; none: only which are announced.")
    ] = None,
    calendar: CalendarFile = None,
    district: District = None,
    format: Format = "table",
    lang: Language = "zh_CN",
) -> None:
    """The holidays and made-up working days of a year; which years are announced, and the calendar's version."""
    check_format(format)
    days = load_calendar(calendar, district)
    changed = [vars(day) for day in days.changed if day.date.year == year]
    label = estimate_label(days, date(year, 1, 1), date(year, 12, 31)) if year else ""
    if format == "json":
        announced = {"last_published": days.last_published, "announced_years": sorted(days.years)}
        head = {"year": year, "label": label, **announced, "calendar": days.version}
        print_json({**head, "days": changed})
        return
    from liantu.wording.days import number_ranges

    words = translator_of(lang)
    years = number_ranges(days.years, chinese=lang.startswith("zh"))
    published = words("Announced years: {years}").format(years=years or "-")
    typer.echo(append_label(f"{year or ''}  {published}  {days.version}".strip(), label, lang))
    for day in changed:
        kind = words("holiday") if day["kind"] == "holiday" else words("working day")
        name = day["zh"] if lang.startswith("zh") else day["en"] or day["zh"]
        typer.echo(f"{day['date']}  {kind}  {name}")


# -- shared ----------------------------------------------------------------------------------------------


def load_calendar(path: Path | None, district: Path | None = None) -> Calendar:
    """The shipped calendar, with a district's own days and then the lines of a file laid over it."""
    from liantu.district.working_days import lay_days_over, shipped_calendar

    if district is None:
        found = shipped_calendar()
    else:
        import liantu

        found = liantu.open(district).deliver.calendar()
    return lay_days_over(found, path) if path else found


def parse_day(text: str) -> date:
    """The day that was written."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Problems([Problem("not_a_day", value=text)]) from None


def estimate_label(days: Calendar, first: date, last: date) -> str:
    """The label of days in years that are not published."""
    from liantu.district.working_days import label_span

    return label_span(days, first, last)


def check_format(format: str) -> None:
    """Refuse a format there is none of."""
    if format not in ("table", "json"):
        raise typer.BadParameter("table or json", param_hint="--format")
