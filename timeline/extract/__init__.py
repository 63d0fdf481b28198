"""From articles to mentions: code finds candidates, the model judges them, code checks what the model wrote.

The model chooses among sentences and time expressions and writes headlines; quotes, offsets and dates are the
code's.
"""
