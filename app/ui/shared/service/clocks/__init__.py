"""What comes due by itself: the list, what is done about one, the days before each kind.

They may use the marks of service and the forms of feedback.
Today, the customers' page, the window of service, the cases.
"""
