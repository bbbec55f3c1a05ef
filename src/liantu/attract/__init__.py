"""Attract: what to propose for a missing link, whom to invite or buy from, what a site costs, what may be agreed."""
