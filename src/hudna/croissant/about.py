"""What is said of the dataset as a whole: description and responsible use.

Every number is counted in the dataset that is described.
"""

from __future__ import annotations

from typing import Any

from hudna.dataset import Dataset
from hudna.release.citation import AUTHOR, DATA_LICENSE, KEYWORDS, Citation, bibtex

Json = dict[str, Any]


def facts(dataset: Dataset) -> Json:
    """Name, licence, version and the like."""
    citation = Citation(version=dataset.version, digest=dataset.digest)
    return {
        "name": "hudna",
        "alternateName": ["Hudna", "هدنة"],
        "description": _description(dataset),
        "license": f"https://spdx.org/licenses/{DATA_LICENSE}.html",
        "version": dataset.version,
        **({"datePublished": citation.released} if citation.released else {}),
        "creator": {"@type": "sc:Organization", "name": AUTHOR},
        "inLanguage": "ar",
        "keywords": list(KEYWORDS),
        "isLiveDataset": False,
        "citeAs": bibtex(citation),
    }


def responsible_use(dataset: Dataset) -> Json:
    """The fields of the Croissant RAI vocabulary that apply."""
    days = sorted(article.dateline for article in dataset.articles)
    return {
        "rai:dataCollection": (
            f"{len(dataset.articles)} published Arabic news articles on the 2020 Karabakh ceasefires and prisoner "
            "exchanges were given to the project. For each of them a second text was written that tells the same facts "
            "in other words (the open edition), so that text can be shared."
        ),
        "rai:dataCollectionType": ["Secondary data analysis", "Synthetic text"],
        "rai:dataCollectionTimeFrame": [days[0], days[-1]] if days else [],
        "rai:dataCollectionRawData": (
            "The published articles belong to their publishers and are not part of the dataset: it has their SHA-256 "
            "and offsets into them."
        ),
        "rai:dataPreprocessingProtocol": [
            "Texts are kept as they are, code point by code point; offsets count code points of the untouched text."
        ],
        "rai:dataAnnotationProtocol": [
            "Two passes that did not see each other, under written guidelines that ship with the source of the "
            "dataset. Every disagreement was decided by a named rule, and the result was read again, type by type. No "
            "human has reviewed the texts or the annotation."
        ],
        "rai:dataAnnotationAnalysis": [
            "Both passes were runs of one language model, and the guidelines were completed with all texts in view: "
            "their agreement shows that the guidelines are determinate for such an annotator, not that the annotation "
            "is right."
        ],
        "rai:annotationsPerItem": "Two passes and an adjudication for each article and edition.",
        "rai:annotatorDemographics": ["None: the annotators were language models."],
        "rai:machineAnnotationTools": ["Language models that followed written guidelines"],
        "rai:hasSyntheticData": True,
        "rai:dataUseCases": [
            "Scoring systems that extract entities, events and numeric claims from Arabic news; error analysis; "
            "teaching.",
            "Not for training general models: it is a diagnostic set, too small for that.",
            "Not as a source on the conflict: the annotation records what a text says, never what is true.",
        ],
        "rai:dataLimitations": [
            f"{len(dataset.articles)} articles about one conflict and its ceasefires, in Modern Standard Arabic, news "
            "register: scores do not carry over to other topics, dialects or registers.",
            "The open edition was written for the dataset by language models; its style is not that of the publishers.",
            "The folds that leave an article out share people, places and events with it.",
        ],
        "rai:dataBiases": [
            "The articles and what they report were chosen by their publishers; sides, places and casualties are named "
            "as the texts name them, and the dataset takes no position on the conflict.",
            "What language models get wrong alike, both passes may have wrong.",
        ],
        "rai:personalSensitiveInformation": [
            "Persons are named in their public offices only, with their nationality, their office and the political "
            "positions that the articles report. The dead, the wounded, prisoners and displaced people occur by number "
            "or unnamed; the texts tell of some of these groups by nationality or ethnicity."
        ],
        "rai:dataSocialImpact": (
            "It can make errors of systems on Arabic news visible, such as a number without its source or two "
            "ceasefires taken for one. The risk is that scores on a few articles, or the claims that they report about "
            "a conflict, are taken for more than they are; the documentation says so wherever scores are shown."
        ),
        "rai:dataReleaseMaintenancePlan": (
            "Wrong annotations are corrected in a new version; every version has a content digest, which stands in "
            "the signature of every score of `hudna eval` on this dataset. No schedule of updates is promised."
        ),
    }


def _description(dataset: Dataset) -> str:
    hydrated = any(record.text is not None for record in dataset.records if record.edition == "source")
    texts = (
        "This copy carries the publishers' texts and is not to be passed on."
        if hydrated
        else "The published articles are there as offsets, the words of short spans (of one longer than five words its "
        "first two and its last) and the SHA-256 of each text."
    )
    return (
        "Arabic news on the 2020 Karabakh ceasefires and prisoner exchanges, annotated for entities, events and "
        f"numeric claims: {len(dataset.articles)} articles, each as the published text and as an openly licensed text "
        f"that tells the same facts. {texts} Offsets are Unicode code points, half-open."
    )
