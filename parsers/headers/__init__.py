"""Where an email's header is printed: header blocks, attribution lines, headings, bylines, front matter, labels."""
