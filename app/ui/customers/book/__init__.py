"""What is arranged for all customers at once: changes of many, labels, own fields, referrals, hand-over.

It may use widgets and the list's marks; each is a dialog over services.
The page opens its dialogs; forms of the family take its fields.
"""
