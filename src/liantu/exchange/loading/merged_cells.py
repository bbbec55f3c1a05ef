"""The first rows of a sheet as a reader sees them: what is written over several cells stands over each."""

from __future__ import annotations

from liantu.exchange.loading.sheet_grid import SheetGrid

#: How far down a heading is looked for.
ZONE = 30


def spread_merged_cells(grid: SheetGrid) -> list[list[str]]:
    """The first rows of a sheet, every merged cell filled with its value."""
    rows = [[cell or "" for cell in row] for row in grid.cells.head(ZONE).rows()]
    places = {number: index for index, number in enumerate(grid.numbers.head(ZONE))}
    for merge in grid.merges:
        top = places.get(merge.top)
        if top is None or merge.left >= grid.cells.width:
            continue
        value = rows[top][merge.left]
        for number in range(merge.top, min(merge.bottom, merge.top + ZONE) + 1):
            if number in places:
                for column in range(merge.left, min(merge.right + 1, grid.cells.width)):
                    rows[places[number]][column] = rows[places[number]][column] or value
    return rows
