"""From finances to gaps: worksheets, assumptions, scenarios."""
