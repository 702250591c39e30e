"""From a document to data flow records. The road, in the order it is walked:

1. `reading/`      bytes → document and blocks, one loader a format; whose policy it is
2. `prose` `segments` `sentences`     blocks → readable words that know their place, under their headings and lead-ins
3. `tables` (`columns` `grids` `cells` `entries` `table_rows`) `line_groups`     what its structure tells, never parsed
4. `parsing` → `frames` (`embedding` `subjects` `polarity`)     practice verbs: who, denied or not, stated or not
5. `filling` `scanning` `slots`     which words are a frame's object, recipient, source, purpose, condition
6. `lists` `mentions` `parties`     what those words name, by `lexicon`, `own_names` and `cues.toml`
7. `passages` `clauses` `objects` `receivers` `practices` `retention` → `readings`     one clause → one statement
8. `interpretation`     all statements of one sentence
9. `leadins` `openings` `continuations` `recipients`     what a sentence leaves to those around it
10. `walk`     the whole document: what rules read
11. `judgement/`     which phrases name data, what is done with it and who receives it, by a learned network
12. `flows`     all of it → `DataFlow` records, with `confidence`
13. `coverage` (`skipped`)     which sentences gave none, and why
14. `protocol` `triples` `roles`     records → JSON lines and RDF
"""
