"""Words that surely name data get the likeliest type, and never less than they say."""

from __future__ import annotations

import pytest
from privacyflow.ontology.concepts import load_vocabulary
from privacyflow.ontology.terms import PF

LIKELY = {
    # a head that says "data" is at least personal data
    "calibration data": "PersonalData",
    "this information": "PersonalData",
    "information referred to above": "PersonalData",
    "third-party data": "PersonalData",
    # unless it is about nobody
    "aggregate information about our visitors": "AggregatedData",
    "aggregated or depersonalised information": "AggregatedData",
    "de-identified information that a person is using Ferns": "AnonymisedData",
    # what is counted or nameless keeps a type of its own
    "anonymous search queries": "SearchQuery",
    "anonymised IP addresses": "IPAddress",
    # words before the head tell
    "marketing, survey and kitchen data": "SurveyResponse",
    "mobile app click counts": "UsageData",
    # or what the data is about
    "information contained in receipts": "Receipt",
    "data generated from the use of the Ferns service": "UsageData",
    "information provided in connection with the merger": "PersonalData",
    # or a question
    "how you used the service": "UsageData",
    "what you purchased": "OrderInfo",
    "which site you visited prior to ours": "Referrer",
    # a head that tells when or how many
    "time that the jar was opened": "AccessTime",
    "number of jars": "UsageStatistics",
    # links of the policy's own text are not read
    "[IP address](https://ferns.example/data)": "IPAddress",
    # what nothing tells stays unknown
    "frobnication index": "OtherData",
    "court order": "OtherData",
    "other information": "OtherData",
    "": "OtherData",
}


@pytest.mark.parametrize(("phrase", "name"), LIKELY.items())
def test_data_gets_its_likeliest_type(phrase: str, name: str) -> None:
    vocabulary = load_vocabulary()
    assert vocabulary.type_data(phrase).iri in vocabulary.narrower(PF + name)


def test_what_is_surely_placed_keeps_its_place() -> None:
    vocabulary = load_vocabulary()
    for label, iri in vocabulary.data_labels().items():
        if not vocabulary.concepts[iri].generic:
            assert vocabulary.type_data(label).iri == iri
