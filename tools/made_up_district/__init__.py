"""What writes ``districts/yunxi``: a made-up district in which every room has something to show."""
