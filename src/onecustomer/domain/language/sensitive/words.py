"""The words at which a shop is asked whether to keep them, by what they tell of a person: whole words, folded.

Shape: kind → words of one word, words of several. Left out is what is mostly said of something else, as the blind of a
window, a stroke of the brush, Polish and polish, union in a credit union, or Christian, who is a man's name.
Source: GDPR Art. 9 and 10; the UK regulator's list of special categories; what shops write (tests/her_data).
"""

from __future__ import annotations

from .. import names

HEALTH, RELIGION, ORIGIN, POLITICS, UNION, SEX = "health", "religion", "origin", "politics", "trade union", "sex life"
BIOMETRICS, CRIME, CHILDREN, IDENTITY, PASSWORDS = (
    "biometrics", "criminal matters", "children", "identity documents", "passwords",
)  # fmt: skip

WORDS = {
    HEALTH: (
        "allergy allergies allergic anaphylaxis anaphylactic epipen intolerant intolerance celiac coeliac diabetic"
        " diabetics asthmatics epileptics alcoholics addicts"
        " diabetes insulin asthma asthmatic epilepsy epileptic seizure seizures eczema psoriasis migraine migraines"
        " arthritis disabled disability wheelchair crutches deaf amputee prosthesis pacemaker pregnant pregnancy"
        " miscarriage abortion ivf menopause incontinent incontinence cancer chemo chemotherapy tumor tumour hiv"
        " hepatitis covid dementia alzheimers parkinsons autism autistic adhd dyslexia dyslexic depression depressed"
        " bipolar schizophrenia schizophrenic ptsd suicidal suicide anorexia anorexic bulimia bulimic obese overweight"
        " alcoholism addict addicted addiction rehab medication medications antidepressants prescription surgery"
        " hospitalized hospitalised illness diagnosed diagnosis psychiatrist psychiatric therapist unvaccinated",
        "heart attack,had a stroke,heart condition,blood pressure,mental health,eating disorder,panic attack,"
        "panic attacks,an alcoholic,is sick,was sick,is ill,was ill,seriously ill,in hospital,in the hospital,"
        "legally blind,is blind,hearing aid,hearing aids,special needs,walking frame,drinks too much",
    ),
    RELIGION: (
        "halal kosher muslim muslims islam islamic jew jews jewish judaism catholic catholics protestant mormon hindu"
        " buddhist sikh atheist ramadan sabbath shabbat mosque synagogue religion religious hijab evangelical devout",
        "jehovahs witness,jehovahs witnesses,is christian,a christian,goes to church,bar mitzvah,bat mitzvah,"
        "first communion",
    ),
    ORIGIN: (
        "ethnicity ethnic immigrant immigrants refugee refugees asylum gypsy gypsies hispanic latino latina aboriginal"
        " undocumented foreigner foreigners",
        "skin color,skin colour,mixed race,native american,black woman,black man,black guy,black lady,white woman,"
        "white man,white guy,white lady,is black,is asian,is african,is arab,is indian,is roma,migration background",
    ),
    POLITICS: (
        "republican republicans democrat democrats tory tories communist socialist fascist nazi brexiteer maga"
        " political politics politically",
        "far right,far left,voted for,votes for,votes labour,party member",
    ),
    UNION: (
        "unionized unionised unionist",
        "trade union,labor union,labour union,union member,union rep,in the union,shop steward,on strike",
    ),
    SEX: (
        "gay lesbian bisexual homosexual heterosexual transgender transsexual transvestite queer lgbt lgbtq lgbtqia"
        " nonbinary viagra sexual sexually sexuality closeted",
        "sex life,trans woman,trans man,non binary,same sex,an affair,his mistress,her lover,sleeps with,sleeping with",
    ),
    BIOMETRICS: (
        "fingerprint fingerprints biometric biometrics voiceprint dna",
        "face scan,facial recognition,iris scan,retina scan",
    ),
    CRIME: (
        "criminal convicted conviction arrested prison jail parole probation felon felony shoplifter shoplifts"
        " shoplifting thief fraudster offender",
        "police record,ex con,drug dealer,restraining order,stole from,was caught stealing,may be stealing,"
        "criminal record",
    ),
    CHILDREN: (
        "kindergarten toddler custody",
        "her son,his son,their son,her daughter,his daughter,their daughter,her child,his child,their child,"
        "her children,his children,their children,her kids,his kids,their kids,her baby,his baby,their baby,"
        "foster child,goes to school",
    ),
    IDENTITY: (
        "passport ssn",
        "social security,national insurance number,drivers license,driver license,drivers licence,driving licence,"
        "driving license,identity card,id card,id number,birth certificate,residence permit,tax id,license number,"
        "licence number",
    ),
    PASSWORDS: (
        "password passwords passcode passphrase cvv cvc",
        "pin code,pin number,door code,alarm code,gate code,entry code,security code",
    ),
}


def kinds_in(text: str) -> list[str]:
    """Return the kinds of words that a text has, in their order."""
    folded = names.fold(text)
    said, line = set(folded), f" {' '.join(folded)} "
    return [
        kind
        for kind, (words, phrases) in WORDS.items()
        if not said.isdisjoint(words.split()) or any(f" {phrase} " in line for phrase in phrases.split(","))
    ]
