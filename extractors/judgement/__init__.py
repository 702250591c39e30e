"""Judgement: which phrases of a sentence name data, what is done with it, and who receives it, by a learned network.

1. `tokens`      a parsed sentence as plain lists
2. `phrases` `receivers` `practices_seen`    every phrase that could name data or a receiver; the verbs beside them
3. `hearing` (`facts` `rules_said` `exceptions`)    the sentences with all these, and what is known of them
4. `spelling` → `windows`    sentences in stretches that are read together, as word pieces
5. `network` → `weighing`    what each phrase weighs for each verdict
6. `weighed`     which of them weigh enough
7. `verdicts` `composing`    what is stated, as findings
8. `telling` (`circumstances` `purposes` …)    purpose, condition and source of each
"""
