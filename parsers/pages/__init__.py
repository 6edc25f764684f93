"""What a printed page adds to the text on it: stamps, running heads, page numbers, line numbers."""
