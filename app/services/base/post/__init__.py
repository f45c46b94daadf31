"""The team's post: who writes to whom, sealed packages, their order, and the folder they lie in. What a package brings
is known to the families (:mod:`kinds`); here it is only carried."""
