"""What people write in cells and files, read one way for every way in: numbers, dates, marks, codes, headings."""
