"""Timelines in docs sites: each module is thin glue for one generator. None asks a model or the network.

`embedding` reads what a page asks for, the same for all generators; `elements` and `docutils_nodes` put it
together for those that build pages of HTML elements and of docutils nodes.
"""
