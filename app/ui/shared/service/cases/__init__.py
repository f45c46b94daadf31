"""Questions, claims and complaints: their list, one of them, its forms and papers.

They may use the marks of service and the clocks' acts.
Today, the customers' page, the window of service.
"""
