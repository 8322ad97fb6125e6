import pytest
from rules_readings import arguments, events, predicted


@pytest.mark.parametrize(
    ("text", "type_", "trigger"),
    [
        ("اندلعت اشتباكات", "Conflict.Clash", ("اشتباكات",)),
        ("شن هجوما", "Conflict.Attack", ("هجوما",)),
        ("اتفقا على وقف إطلاق النار", "Agreement.Ceasefire", ("وقف إطلاق النار",)),
        ("وقف فوري وشامل لإطلاق النار", "Agreement.Ceasefire", ("وقف", "إطلاق النار")),
        ("جرى إطلاق سراح الرهائن", "Detain.Release", ("إطلاق سراح",)),
        ("أطلقت الشرطة سراح", "Detain.Release", ("أطلقت", "سراح")),
        ("دخلت الهدنة حيز التنفيذ", "Agreement.EnterForce", ("دخلت", "حيز التنفيذ")),
        ("إطلاق النار على المتظاهرين", "Conflict.Attack", ("إطلاق النار",)),
        ("تبادل الأسرى", "Exchange.Detainees", ("تبادل",)),
        ("تبادل الآراء", "Contact.Meet", ("تبادل",)),
        ("محادثات هاتفية", "Contact.Phone", ("محادثات",)),
        ("بمقتلهم", "Life.Die", ("مقتل",)),
        ("ستنشر قوات", "Movement.Deploy", ("تنشر",)),
    ],
)
def test_triggers(text, type_, trigger):
    assert (type_, trigger) in events(predicted(text))


def test_ceasefire_is_no_attack():
    assert [type_ for type_, _ in events(predicted("وقف إطلاق النار"))] == ["Agreement.Ceasefire"]


def test_an_agreement_reached_is_an_event_and_its_light_verb_is_none():
    assert events(predicted("توصلت كندا إلى اتفاق")) == [("Agreement.Conclude", ("اتفاق",))]


def test_a_signed_document_is_no_event_but_its_verb_is():
    assert events(predicted("وقعت كندا اتفاقا")) == [("Agreement.Conclude", ("وقعت",))]


@pytest.mark.parametrize(
    ("text", "judgement"),
    [
        ("قصف الجيش المطار", ("POS", "ACTUAL", None)),
        ("لم يقصف الجيش المطار", ("NEG", "ACTUAL", None)),
        ("عدم قصف المطار", ("NEG", "ACTUAL", None)),
        ("سيقصف الجيش المطار", ("POS", "OTHER", "PLANNED")),
        ("سوف يقصف الجيش المطار", ("POS", "OTHER", "PLANNED")),
        ("لن يقصف الجيش المطار", ("NEG", "OTHER", "PLANNED")),
        ("ضرورة قصف المطار", ("POS", "OTHER", "DEMANDED")),
        ("إذا قصف الجيش المطار", ("POS", "OTHER", "CONDITIONAL")),
        ("قد يقصف الجيش المطار", ("POS", "OTHER", "POSSIBLE")),
        ("قد قصف الجيش المطار", ("POS", "ACTUAL", None)),
    ],
)
def test_polarity_and_realis(text, judgement):
    (event,) = predicted(text).events
    assert (event.polarity, event.realis, event.realis_kind) == judgement


def test_what_is_asked_for_is_demanded():
    request, ceasefire = predicted("دعت ألمانيا إلى وقف إطلاق النار").events
    assert (request.realis, ceasefire.realis, ceasefire.realis_kind) == ("ACTUAL", "OTHER", "DEMANDED")


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        (
            "اندلعت اشتباكات بين الجيش الهندي والمتمردين",
            "Conflict.Clash",
            {("Side", "الجيش الهندي"), ("Side", "المتمردين")},
        ),
        ("قصف الجيش الهندي مطار كابل", "Conflict.Attack", {("Attacker", "الجيش الهندي"), ("Target", "مطار كابل")}),
        (
            "شن الجيش هجوما على مدريد أمس",
            "Conflict.Attack",
            {("Attacker", "الجيش"), ("Target", "مدريد"), ("Time", "أمس")},
        ),
        ("قتل 40 مدنيا في لشبونة", "Life.Die", {("Victim", "مدنيا"), ("Place", "لشبونة")}),
        ("37 جنديا قتلوا", "Life.Die", {("Victim", "جنديا")}),
        ("قتال مستمر منذ 3 مايو 2020", "Conflict.Clash", {("Start", "3 مايو 2020")}),
        ("قتال استمر ستة أسابيع", "Conflict.Clash", {("Duration", "ستة أسابيع")}),
        ("توصلت كندا والبرازيل إلى اتفاق", "Agreement.Conclude", {("Party", "كندا"), ("Party", "البرازيل")}),
        ("دعت ألمانيا إلى وقف القتال", "Contact.Request", {("Requester", "ألمانيا"), ("Content", "وقف القتال")}),
        ("دخل الاتفاق حيز التنفيذ", "Agreement.EnterForce", {("Instrument", "الاتفاق")}),
        (
            "اتهمت الهند باكستان بخرق الهدنة",
            "Contact.Accuse",
            {("Accuser", "الهند"), ("Accused", "باكستان"), ("Content", "خرق")},
        ),
        (
            "قال الوزير إن تركيا ستنشر قوات في ليبيا",
            "Movement.Deploy",
            {("Sender", "تركيا"), ("Force", "قوات"), ("Place", "ليبيا")},
        ),
    ],
)
def test_arguments(text, type_, expected):
    assert arguments(predicted(text), type_) == expected


def test_events_never_fill_each_other_in_a_circle():
    from hudna.model import Argument, Event, Span
    from hudna_baselines.rules.frames import without_circles

    def event(id_, at, *fillers):
        arguments = tuple(Argument(role="Topic", filler=filler) for filler in fillers)
        return Event(id=id_, type="Contact.Meet", trigger=(Span(at, at + 1),), arguments=arguments)

    events = [event("e1", 0, "e2", "m1"), event("e2", 2, "e3"), event("e3", 4, "e1", "e3", "m1")]
    kept = {item.id: [argument.filler for argument in item.arguments] for item in without_circles(events)}
    assert kept == {"e1": ["e2", "m1"], "e2": ["e3"], "e3": ["m1"]}
