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
        ("باغتيالهم", "Life.Die", ("اغتيال",)),
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
        ("دعت ألمانيا إلى هدنة", "Contact.Request", {("Requester", "ألمانيا"), ("Content", "هدنة")}),
        ("دخل الاتفاق حيز التنفيذ", "Agreement.EnterForce", {("Instrument", "الاتفاق")}),
        (
            "اتهمت الهند باكستان بانتهاك الهدنة",
            "Contact.Accuse",
            {("Accuser", "الهند"), ("Accused", "باكستان"), ("Content", "انتهاك")},
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


@pytest.mark.parametrize(
    ("text", "type_", "trigger"),
    [
        ("تحث كندا البرازيل على إطلاق سراح الرهائن", "Contact.Request", ("تحث",)),
        ("طالبت المنظمة الطرفين", "Contact.Request", ("طالبت",)),
        ("تباحثا في لشبونة", "Contact.Meet", ("تباحثا",)),
        ("يتباحثون في لشبونة", "Contact.Meet", ("يتباحثون",)),
        ("أفضت إلى سيطرة المتمردين على مدريد", "Territory.Gain", ("سيطرة",)),
        ("تحت سيطرة المتمردين", "Territory.Hold", ("سيطرة",)),
        ("سقط عشرات القتلى", "Life.Die", ("القتلى",)),
        ("يتبادل الطرفان الغارات", "Conflict.Attack", ("الغارات",)),
        ("طرد المتمردين من مدريد", "Territory.Gain", ("طرد",)),
        ("ينص اتفاق الهدنة", "Agreement.Ceasefire", ("الهدنة",)),
    ],
)
def test_triggers_in_context(text, type_, trigger):
    assert (type_, trigger) in events(predicted(text))


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("زار أسرى الحرب", "Conflict.Clash"),
        ("نشرت الوزارة بيانا", "Movement.Deploy"),
        ("يتبادل الطرفان الغارات", "Exchange.Detainees"),
        ("محاكمة مجرمي الحرب", "Conflict.Clash"),
        ("زار القتلى", "Life.Die"),
        ("تسليم سائر المحتجزين", "Detain.Capture"),
    ],
)
def test_words_that_name_no_event_here(text, absent):
    assert absent not in [type_ for type_, _ in events(predicted(text))]


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("كندا: البرازيل تحث الهند على الهدنة", "Contact.Request", {("Requester", "البرازيل"), ("Recipient", "الهند")}),
        ("المدن التي احتلتها الهند", "Territory.Gain", {("Gainer", "الهند")}),
        ("باكستان التي احتلتها الهند", "Territory.Gain", {("Gainer", "الهند"), ("Territory", "باكستان")}),
        ("باكستان التي استولت عليها الهند", "Territory.Gain", {("Gainer", "الهند"), ("Territory", "باكستان")}),
        ("محادثات بين الهند وباكستان", "Contact.Meet", {("Participant", "الهند"), ("Participant", "باكستان")}),
        ("جرى بين الجانبين تبادل للأسرى", "Exchange.Detainees", {("Side", "الجانبين"), ("Item", "لأسرى")}),
        ("اجتمع الوزير الفرنسي مع الزعيم الهندي", "Contact.Meet", {
            ("Participant", "الوزير الفرنسي"), ("Participant", "الزعيم الهندي")}),
        ("قتل 12 مدنيا و3 جنود", "Life.Die", {("Victim", "مدنيا"), ("Victim", "جنود")}),
        ("استهدف الجيش قرى في ليبيا والهند", "Conflict.Attack", {("Attacker", "الجيش")}),
        ("قصف الجيش الهندي جامعة", "Conflict.Attack", {("Attacker", "الجيش الهندي"), ("Target", "جامعة")}),
        ("اندلعت الحرب في 3 مايو 2020", "Conflict.Clash", {("Start", "3 مايو 2020")}),
        ("توقف القتال في 3 مايو 2020", "Conflict.Clash", {("End", "3 مايو 2020")}),
        ("عودة النازحين إلى ليبيا", "Movement.Transport", {("Person", "النازحين"), ("Destination", "ليبيا")}),
        ("طرد المتمردين من مدريد", "Territory.Gain", {("Loser", "المتمردين")}),
    ],
)  # fmt: skip
def test_fillers_by_grammar(text, type_, expected):
    assert expected <= arguments(predicted(text), type_)


def test_a_pair_elsewhere_in_the_sentence_is_the_side_that_a_clause_leaves_open():
    record = predicted("وقعت الهند وباكستان معاهدة بعد معارك طويلة")
    assert {("Side", "الهند"), ("Side", "باكستان")} <= arguments(record, "Conflict.Clash")


def test_one_name_alone_is_no_pair():
    assert arguments(predicted("زار الهند بعد معارك طويلة"), "Conflict.Clash") == set()


def test_who_agrees_on_a_truce_is_its_party_and_the_mediator_mediates_the_agreement():
    record = predicted("اتفقت الهند وباكستان على هدنة برعاية كندا")
    parties = {("Party", "الهند"), ("Party", "باكستان")}
    assert arguments(record, "Agreement.Ceasefire") == parties
    assert parties | {("Mediator", "كندا"), ("Topic", "هدنة")} == arguments(record, "Agreement.Conclude")
    assert parties | {("Mediator", "كندا"), ("Process", "اتفقت")} == arguments(record, "Contact.Mediate")


def test_who_is_asked_to_release_releases():
    record = predicted("دعت كندا الهند إلى إطلاق سراح الرهائن")
    assert ("Releaser", "الهند") in arguments(record, "Detain.Release")


def test_the_time_of_saying_dates_no_event():
    assert arguments(predicted("قال الوزير أمس إن الهند قصفت قرى"), "Conflict.Attack") == {("Attacker", "الهند")}


@pytest.mark.parametrize(
    ("text", "type_", "kind"),
    [
        ("اتفقت الهند وباكستان على مبادلة الأسرى", "Exchange.Detainees", "PLANNED"),
        ("تحث كندا الهند على إطلاق سراح الرهائن", "Detain.Release", "DEMANDED"),
        ("ينص الميثاق على نشر 50 جنديا", "Movement.Deploy", "PLANNED"),
        ("انتهاك الهدنة", "Agreement.Ceasefire", None),
        ("تعلن الهند وباكستان هدنة", "Agreement.Ceasefire", "PLANNED"),
        ("محادثات ستستأنف في لشبونة", "Contact.Meet", "PLANNED"),
    ],
)
def test_realis_by_what_governs(text, type_, kind):
    assert [event.realis_kind for event in predicted(text).events if event.type == type_] == [kind]
