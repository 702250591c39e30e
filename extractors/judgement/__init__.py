"""Judgement: which phrases of a sentence name data, what is done with it, and who receives it, by learned weights.

1. `tokens`      a parsed sentence as plain lists
2. `phrases`     every phrase that could name data or a receiver
3. `clues` `surroundings` `rules_said`     what speaks for and against a phrase, the rules' own reading too
4. `weights`     how much each clue has to say, learned from annotated policies (`benchmarks/train.py`)
5. `hearing`     the clues of a whole document, weighed
6. `weighed`     which phrases and receivers weigh enough
7. `verdicts` `composing`    what is stated, as findings with actor, purpose, condition and source
"""
