"""What children write that somebody on duty must read at once, and what they write every day."""

import re

import pytest

from waymark.guidance.harm import speaks_of_harm

TOLD = {
    "not wanting to live": """
        I want to die | i wanna die | i jus wanna be dead | want to be dead | i wish i was dead
        I’d rather be dead | kms | im gonna kms | they tell me kys | im gonna end it all
        want it to end. id end it all | dont want to wake up | I don't want to wake up
        i DONT want to be here | i do not want to be alive | I don’t want to live
        dont wanna live no more | no point living | theres no point in living
        whats the point in being here | no reason to be alive | i wish i was never born
        wish i wasnt here | everyone would be better off without me | nobody would miss me
        no one wud care | i hate my life | im going to kill myself | killlll my self
        gonna top myself | hang myself | jump off a bridge | jump in front of a train
        took loads of tablets | I took all my pills | thinking about suicide | suicidal
        unalive myself | cant do this anymore | i can’t go on | life isnt worth it
        i feel like ending things | i take pills to sleep so i dont wake
        i wana dieee | take my own life | im tired of living | sleep forever
    """,
    "hurting oneself": """
        cut myself | i cut my arms | cuttin myself | been self-harming | selfharm
        I burn my self | i punch myself | slit my wrists | make myself sick
        the voices in my head | starving myself
    """,
    "being hurt": """
        he hits me | dad hit me | He HITS me when he’s drunk | mum slaps me
        my stepdad beats me up | they jumped me | he kicked me in the stairs | punched me
        he chokes my mum | i get hit at home | got battered | he gave me a black eye
        they locked me in | she dont feed me | theres no food in the house | im scared of my dad
        scared to go home | dont want to go home | i dont feel safe | i’m not safe there
        I ran away | kicked me out | dad pushed me to the floor | he beat me in the kitchen
        he abuses us
    """,
    "being touched, or used": """
        my uncle comes in my room | he puts his hands on me | he does stuff to me at night
        he touches me | touched my private parts | he raped me | he gets in my bed
        had sex with him | asked me for nudes | my older boyfriend | they make me sell drugs
        makes me do things | they got me to carry it for them | i owe them money | im in debt
        going country | county lines | theyre after me | he forces me
    """,
    "weapons, and harm to others": """
        they threatened me | he got stabbed | i carry a knife | machete | blade | he has a gun
        he said hed murder me | i want to hurt someone | i want to kill him
    """,
    "not wanting to live, in Welsh": """
        Dw i eisiau marw | Dwi isio marw weithiau | fi isie marw | dwi isho marw | fi moyn marw
        dwi am farw | Dwi ddim isio byw | sai moyn byw | sai’n moyn byw | dwi'm isio byw
        so fi'n moyn byw | smo fi moyn bod yma | dydw i ddim eisiau bod yn fyw
        dwi ddim isio bod yma | ddim isio deffro | sdim pwynt byw | does dim pwynt bod yma
        rhoi diwedd ar bopeth | isio diwedd ar fy mywyd | isio lladd fy hun | lladd fyn hun
        crogi fy hun | hunan-ladd | meddwl am hunanladdiad | cymryd gorddos | well hebdda i
        dwi'n casáu fy mywyd
    """,
    "being hurt, in Welsh": """
        Mae dad yn bwrw fi | dad yn hitio fi | mae o'n curo fi | fy mrifo i | mae e’n fy nharo i
        mae mam yn taro fi | cicio fi | pwno fi | mae dad yn bwrw mam | torri fy hun
        torri’n hun | dwi'n torri fy mreichiau | brifo'n hun | hunan-niweidio | cam-drin
        fy ngham-drin | ddim yn ddiogel | dwi'm yn teimlo'n saff | ofn mynd adra
        mae ofn dad arna i | rhedeg i ffwrdd | wedi rhedeg bant | trais | cael fy nhreisio
        cyffwrdd â fi | lluniau noeth | gwneud i fi werthu cyffuriau | mae gen i gyllell
        gyda chyllell | mae gwn gyda fe | fy mygwth | fy nghloi
    """,
}
EVERY_DAY = """
    I like killing zombies on my xbox | school is dead good | i could murder a kebab
    football with my mates | We played football, I skilled it | my nan looks after me
    I am good at maths | we ran 5 kms | ten kilometres | hit me up on snap | he beat me at fifa
    coach pushes me to work hard | im afraid of spiders | my dog grooming course
    I love horses and grooming horses | the stable is warm | i use a nail gun at work
    knife and fork | i want to be a vet | i want to live with my nan
    I don’t want to go to school | mum gets me things | it makes me happy | i hate maths
    i want to be here | theres no point in maths | going to the country with nan
    I want to stop smoking | that film was sick | end of term | i want to do better in life
    my life is good | my bed is comfy | i cut my hair | burnt the toast
    the best day of my life | he is dead funny | i'm dead tired | mates with everyone
    i run the line | I kick the ball | Dw i'n hoffi pêl-droed | mae'n bwrw glaw | gwn i ddim
    wn i ddim | ladd gwair gyda taid | mae nain yn edrych ar fy ôl i | dwi isio bod yn nyrs
    dwi ddim isio mynd i’r ysgol | mae mam yn dda | fi moyn bwyd | sai’n gwbod
    dwi'n byw gyda mam | dwi isio byw gyda nain | taro i mewn i weld nain | dwi'n cicio pêl
    mae fy mhen-glin yn brifo
"""


def said(text: str) -> list[str]:
    return [each.strip() for each in re.split(r"[|\n]", text) if each.strip()]


@pytest.mark.provision("EP-272")
@pytest.mark.parametrize("of", TOLD)
def test_what_a_child_writes_of_harm_is_known_as_children_write_it(of):
    assert [each for each in said(TOLD[of]) if not speaks_of_harm(each)] == []


@pytest.mark.parametrize(
    "text",
    [
        "he put his hands round my neck",
        "a man sends me money for pics",
        "there is no point any more",
        "Paul shouts and I am scared for her",
    ],
)
def test_what_a_stranger_wrote_of_harm_is_known_too(text):
    assert speaks_of_harm(text)


def test_what_children_write_every_day_alarms_nobody():
    assert [each for each in said(EVERY_DAY) if speaks_of_harm(each)] == []


@pytest.mark.provision("EP-272")
def test_what_is_harmless_hides_nothing_that_stands_beside_it():
    assert speaks_of_harm("I like killing zombies. I wish I was dead")
    assert speaks_of_harm("killing zombies and killing myself")
    assert speaks_of_harm("hit me up on snap, my dad hits me")


@pytest.mark.provision("EP-272")
@pytest.mark.parametrize("mark", ["’", "'", "", "‘", "`"])
def test_an_apostrophe_may_be_any_or_left_out(mark):
    assert speaks_of_harm(f"I don{mark}t want to be alive")
    assert speaks_of_harm(f"sai{mark}n moyn byw")


def test_a_long_answer_is_read_at_once():
    assert not speaks_of_harm("the boy went to the shop and did not want it " * 400)
    assert speaks_of_harm("k" * 10_000 + " i wanna die")
