import pytest
from rules_readings import opened, predicted, texts

from hudna.arabic.normalise import comparison_form
from hudna_baselines.rules.lexicon import is_definite, noun_forms
from hudna_baselines.rules.roles import plain_noun


@pytest.mark.parametrize(
    "word", "الالتزام الدار النور الهام التلال التقرير التجار التحقيق التماس التهم التقوى الالتهابات الألغام".split()
)
def test_a_word_with_the_article_is_definite(word):
    assert is_definite(comparison_form(word))


@pytest.mark.parametrize(
    "word",
    "التزام التزاما التزامات التزامهم التقاء التقائهما التحاق التئام التزم التزموا التحقت التقى التقت ألف ألم".split(),
)
def test_form_viii_of_a_root_in_lam_is_not(word):
    assert not is_definite(comparison_form(word))


@pytest.mark.parametrize("word", ["آليات", "آلاف"])
def test_a_word_that_a_lexicon_writes_with_a_hamza_is_not(word):
    assert not is_definite(comparison_form(word))


def test_such_a_noun_takes_the_article_and_the_accusative():
    assert noun_forms("التزام") == {"التزام", "التزاما", "الالتزام"}
    assert noun_forms("اليات") == {"اليات", "الاليات"}


def test_the_letter_of_the_text_tells_a_hamza_from_the_article():
    (sentence,) = opened("ألحان والألحان والحان").sentences
    assert [sentence.is_definite(0), sentence.is_definite(1, cut=1), sentence.is_definite(2, cut=1)] == [
        False,
        True,
        True,
    ]


@pytest.mark.parametrize(("one", "other"), [("ألحان", "الألحان"), ("التزاما", "الالتزاما"), ("بيانا", "البيان")])
def test_a_noun_with_and_without_the_article_is_one(one, other):
    assert plain_noun(one) == plain_noun(other)


def test_a_name_may_begin_with_a_hamza_and_not_with_the_article():
    assert texts(predicted("قال الرئيس ألفونسينو ذلك"), "PERS") == ["ألفونسينو"]
    assert texts(predicted("قال الرئيس الفونسينو ذلك"), "PERS") == []


def test_a_phrase_without_the_article_takes_its_adjective():
    assert texts(predicted("وصل جندي ألماني"), "NORP") == ["جندي ألماني"]
    assert texts(predicted("وصل الجندي الألماني"), "NORP") == ["الجندي الألماني"]


def test_a_given_name_with_a_hamza_makes_no_common_noun_a_name():
    assert texts(predicted("زار المسؤول الدار موسكو"), "PERS") == []
    assert texts(predicted("وصل إلهام علييف إلى موسكو"), "PERS") == ["إلهام علييف"]
