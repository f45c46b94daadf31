"""What customers said: recorded, listed, and by month.

It may use the clocks' acts.
The customers' page, the window of service, the clocks.
"""
