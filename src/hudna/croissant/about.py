"""What is said of the dataset as a whole: description, responsible use, and where it comes from.

Every number is counted in the dataset that is described.
"""

from __future__ import annotations

import base64
from typing import Any

from hudna.dataset import Dataset
from hudna.registers import Article
from hudna.release.citation import AUTHOR, DATA_LICENSE, KEYWORDS, Citation, bibtex

Json = dict[str, Any]

_ANNOTATORS = {
    "@type": "prov:SoftwareAgent",
    "prov:label": "Language models that followed written guidelines",
}


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
            "Two independent passes under written guidelines, which ship with the source of the dataset. Every "
            "disagreement was decided by a named rule, and the result was read again, type by type. No human has "
            "reviewed the texts or the annotation."
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
            "Persons are named in their public offices only. The dead, the wounded and prisoners occur by number or "
            "unnamed."
        ],
        "rai:dataSocialImpact": (
            "It can make errors of systems on Arabic news visible, such as a number without its source or two "
            "ceasefires taken for one. The risk is that scores on a few articles, or the claims that they report about "
            "a conflict, are taken for more than they are; the documentation says so wherever scores are shown."
        ),
        "rai:dataReleaseMaintenancePlan": (
            "Wrong annotations are corrected in a new version; every version has a content digest, which stands in "
            "every score's signature."
        ),
    }


def provenance(dataset: Dataset) -> Json:
    """What the dataset was derived from and which activities made it, in the W3C's PROV vocabulary."""
    sources = [_source(article) for article in dataset.articles]
    used = [{"@id": source["@id"]} for source in sources]
    return {
        "prov:wasDerivedFrom": sources,
        "prov:wasGeneratedBy": [
            _activity("Writing of the open edition", "A text for each article that tells the same facts.", used),
            _activity("Annotation", "Two independent passes under written guidelines, over both editions.", used),
            _activity("Adjudication", "Decision of every disagreement by a named rule, and a second reading.", []),
        ],
    }


def _description(dataset: Dataset) -> str:
    hydrated = any(record.text is not None for record in dataset.records if record.edition == "source")
    texts = (
        "This copy carries the publishers' texts and is not to be passed on."
        if hydrated
        else "The published articles are there as offsets, the words of each span and the SHA-256 of each text."
    )
    return (
        "Arabic news on the 2020 Karabakh ceasefires and prisoner exchanges, annotated for entities, events and "
        f"numeric claims: {len(dataset.articles)} articles, each as the published text and as an openly licensed text "
        f"that tells the same facts. {texts} Offsets are Unicode code points, half-open."
    )


def _source(article: Article) -> Json:
    """A published article, named by the hash of its text (RFC 6920): nobody can take another text for it."""
    digest = base64.urlsafe_b64encode(bytes.fromhex(article.source_sha256)).rstrip(b"=").decode()
    return {"@id": f"ni:///sha-256;{digest}", "@type": "prov:Entity", "prov:label": article.title_en}


def _activity(label: str, description: str, used: list[Json]) -> Json:
    return {
        "@type": "prov:Activity",
        "prov:label": label,
        "sc:description": description,
        "prov:wasAssociatedWith": _ANNOTATORS,
        **({"prov:used": used} if used else {}),
    }
