"""Annotation files as brat standoff, without loss.

How each thing is written, in brat's own means where it has one:

    header                  T Hudna_Article on the first visible word, with a note (article_id, edition, guidelines, …)
    zone                    T Zone_<TYPE> on its first visible word; it reaches to the next zone. A T over whole lines
                            would keep brat from wrapping them.
    mention                 T <TYPE>; A Form, TimexMod; R Head to a T Mention_Head where the head is not the whole;
                            R Anchor to the mention it was resolved against; note entity_id, value, anchor=dateline
    event                   T and E <Type>; roles, numbered where they repeat, with `_implicit` where the filler is;
                            A Polarity, Realis, RealisKind; note event_id
    numeric claim           T and E Numeric_Claim; roles Number, Modifier, Unit (a T each), Quantified, About_<Role>,
                            SubsetOf, Attribution, Stance_<value>; A ClaimKind, ClaimMod, Conjoint;
                            note id, value, low, high, unit_norm, as_of
    link of an attribution  T (the cue) and E Claim_Attribution with role Source; a link without cue is the mention
                            itself. Links that are equal are one E. The order of the chain is that of its roles.
    exception               T Numeral_Exception; A Reason

Labels: `.` is written `-`, and what brat cannot hold `_<hex>_`. A T is cut at line ends. What none of this can hold
(the order of trigger fragments, a span that begins or ends with a line end, zones that do not tile) stands in a note
as offsets, which count only as long as the T still lies where they put it: an edit in brat wins over the note.

Source: https://brat.nlplab.org/standoff.html and https://brat.nlplab.org/configuration.html.
"""
