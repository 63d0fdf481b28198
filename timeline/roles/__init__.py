"""Who did what to whom: the predicate of a clause and the fillers of its roles, by rules on words.

The names of roles are those of semantic role labelling (Gildea and Jurafsky 2002); there is no parser. A
headline is one plain clause in most cases, and what the rules cannot read has no role.
"""
