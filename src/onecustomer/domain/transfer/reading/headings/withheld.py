"""What is never kept of a file, by its headings: secrets, numbers of cards, accounts and papers, money, and what is
none of a shop's business.

Shape: reason → phrases, folded and parted by commas; one whole phrase in a heading is enough. One that ends in * is the
beginning of a word, as languages that join their words need it.
"""

from __future__ import annotations

from collections.abc import Sequence

REASONS = {
    "a secret": "password,passwords,passwort*,passwd,pwd,pw,mdp,kennwort*,mot de passe,contrasena,senha,wachtwoord*,"
    "palabra clave,palavra passe,parola dordine,passphrase,entry code,"
    "passcode,pin,pin code,cvv,cvc,cvv2,security code,security question,security answer,secret,token,api key,"
    "door code,"
    "alarm code,gate code,turcode",
    "a payment card": "card number,card no,credit card,creditcard,debit card,kreditkart*,kartennummer,carte bancaire,"
    "carte de credit,numero de carte,tarjeta de credito,tarjeta bancaria,numero de tarjeta,carta di credito,"
    "numero carta,kaartnummer,cartao de credito,numero do cartao,cc number,card expiry,card on file,cardholder",
    "a bank account": "iban,bic,swift,bank,bank account,bank name,bankverbindung,bankkonto,kontonummer,konto,blz,"
    "bankleitzahl,sort code,routing number,compte bancaire,rib,cuenta bancaria,conto corrente,rekeningnummer,"
    "bankrekening*,conta bancaria,sepa*,mandate,kontoinhaber",
    "an identity document": "passport*,passeport,pasaporte,passaporto,paspoort*,ssn,social security,soc sec,"
    "soc sec id,"
    "national insurance,nin,tax id,tax number,tin,steuernummer,steuer id,steuerid,steueridentifikation*,"
    "drivers license,driver license,drivers licence,driving licence,driving license,license number,licence number,"
    "fuhrerschein*,permis de conduire,identity card,id card,id document,national id,government id,"
    "government id number,ausweis*,"
    "personalausweis*,reisepass*,carte didentite,dni,nif,nie,cedula,carta didentita,codice fiscale,bsn,"
    "burgerservicenummer,cpf,rg,cnpj,curp,rfc,sozialversicherung*,numero de securite sociale,securite sociale",
    "money": "spend,spent,total,totals,total spent,amount,balance,credit,credit limit,debit,revenue,sales,turnover,"
    "lifetime spend,lifetime value,ltv,clv,value eur,price,discount,discount type,paid,owed,debt,due,income,salary,"
    "gesamt*,outstanding,deposit,gift card,store credit,umsatz*,guthaben,saldo,betrag,summe,rabatt*,preis,kreditlimit,"
    "gehalt,einkommen,schulden,offener betrag,montant,solde,depense,depenses,chiffre daffaires,remise,revenu,"
    "importe,gasto,gastos,descuento,saldo actual,facturacion,importo,spesa,sconto,fatturato,bedrag,omzet,korting,"
    "valor,gasto total,desconto,faturamento,average order value,aov,billing information",
    "gender": "gender,sex,geschlecht,sexe,sexo,sesso,genero,genere,geslacht,pronouns",
    "religion": "religion*,faith,konfession*,religione,godsdienst,religiao,confession",
    "health": "health,allergy,allergies,allerg*,medical,medical history,medical notes,diagnosis,disability,"
    "disabilities,"
    "medication,medications,blood type,insurance,health insurance,gesundheit*,krankheit*,krankenkasse,behinderung*,"
    "diagnose,medikament*,sante,maladie,handicap,mutuelle,antecedents,salud,alergias,enfermedad,discapacidad,salute,"
    "malattia,disabilita,gezondheid,ziekte,saude,alergia,doenca,weight,height,gewicht,skin type,hauttyp,pregnant,"
    "dietary,dietary requirements,unvertraglichkeit*,intolerance,intolerances",
    "origin": "nationality,nationalitat,staatsangehorigkeit,nationalite,nacionalidad,nazionalita,nationaliteit,"
    "nacionalidade,cittadinanza,citizenship,ethnicity,ethnic origin,race,herkunft,ethnie,etnia,raza,raca,etniciteit,"
    "country of birth,place of birth,birthplace,geburtsort,lieu de naissance,lugar de nacimiento,luogo di nascita,"
    "geboorteplaats,naturalidade",
    "family": "marital status,civil status,familienstand,etat civil,situation familiale,situation matrimoniale,"
    "kids,estado civil,stato civile,burgerlijke staat,burgerlijke stand,children,number of children,kinder,enfants,"
    "hijos,figli,kinderen,"
    "filhos,spouse,partner,wife,husband,maiden name,geburtsname,ehepartner,ehefrau,conjoint,conyuge,coniuge,"
    "echtgenoot,conjuge,mothers maiden name,mother,father",
    "politics": "political*,politics,partei,parti politique,trade union,gewerkschaft*,syndicat,sindicato,sindacato",
    "sex life": "sexual orientation,orientation,sexuelle orientierung,orientacion sexual,sexuality",
    "crime": "criminal record,convictions,vorstrafen,casier judiciaire,antecedentes penales",
}
"""The first reason that fits is said."""

WHOLE = {
    phrase: reason for reason, phrases in REASONS.items() for phrase in phrases.split(",") if not phrase.endswith("*")
}
BEGINNINGS = {
    phrase[:-1]: reason for reason, phrases in REASONS.items() for phrase in phrases.split(",") if phrase.endswith("*")
}
MOST_WORDS = max(phrase.count(" ") for phrase in WHOLE) + 1


def reason(words: Sequence[str]) -> str | None:
    """Return why a column with these words in its heading is not kept; none where nothing speaks against it."""
    for length in range(MOST_WORDS, 0, -1):
        for start in range(len(words) - length + 1):
            if found := WHOLE.get(" ".join(words[start : start + length])):
                return found
    return next((BEGINNINGS[one] for word in words for one in BEGINNINGS if word.startswith(one)), None)
