"""KPIs: definitions kept as data, the rows each measure counts, and their figures for a period.

It may call base and spine.
Whoever shows or targets a figure calls it.
"""
