"""A lead's team: weekly workbooks, their roll-up, meetings, coaching, reviews, recognition, contests.

It may call figures and below.
Front, the command line and the window call it.
"""
