"""What joins the records of the chain: trace links, stages and their evidence, search keys.

It may call base.
Every family whose records are linked, staged or searched calls it.
"""
