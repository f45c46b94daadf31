"""What several tabs embed: pages' base, activities, imports, duplicates, service, papers, help.

It may use widgets and base; tabs and the shell use it.
"""
