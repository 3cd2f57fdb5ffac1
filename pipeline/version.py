"""The version of Nordwire, and of its text rules.

RULES is raised whenever a rule changes what comes out for the same input: it is part of every
output's signature.
"""

VERSION = "0.1.0"
RULES = 1
