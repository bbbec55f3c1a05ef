"""产业科创: what a district needs to have solved, what research offers, who joins for it; imports model and library."""
