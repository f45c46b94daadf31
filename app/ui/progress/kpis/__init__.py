"""The definitions of figures: what each counts and says, changed in versions.

It may use the words of targets and the bar of periods.
The page and the table of figures open its dialogs.
"""
