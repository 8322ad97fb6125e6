"""What the tests of the rules share: run components on a sentence, and show layers as plain tuples."""

from functools import reduce

from hudna.model import Record
from hudna_baselines.rules import RuleBaseline
from hudna_baselines.rules.document import open_document
from hudna_baselines.rules.view import sentences


def opened(text, dateline=None):
    return open_document(Record(article_id="t", text=text, dateline=dateline))


def after(text, *components, dateline=None):
    return reduce(lambda document, component: component(document), components, opened(text, dateline))


def predicted(text, dateline=None, **more):
    return RuleBaseline().predict(Record(article_id="t", text=text, dateline=dateline, **more))


def found(record, *types):
    return [(mention.type, mention.text) for mention in record.mentions if not types or mention.type in types]


def texts(record, type_):
    return [mention.text for mention in record.mentions if mention.type == type_]


def timexes(record):
    return [(mention.type, mention.text, str(mention.value)) for mention in record.mentions if mention.value]


def sentence(text):
    (only,) = sentences(Record(article_id="t", text=text))
    return only


def surfaces(record):
    named = {mention.id: mention.text for mention in record.mentions}
    return named | {event.id: " … ".join(event.trigger_text) for event in record.events}


def events(record):
    """Type and trigger of each event."""
    return [(event.type, event.trigger_text) for event in record.events]


def arguments(record, event_type):
    """Role and surface of the arguments of the only event of a type."""
    (event,) = [event for event in record.events if event.type == event_type]
    return {(argument.role, surfaces(record)[argument.filler]) for argument in event.arguments}


def only_claim(record):
    (claim,) = record.numeric_claims
    return claim
