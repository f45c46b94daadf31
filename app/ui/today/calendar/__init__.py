"""The calendar inside Today: days side by side, activities as blocks by their time."""
