"""The board of a science system: fields by places, institutes by status, what a national zone must show."""
