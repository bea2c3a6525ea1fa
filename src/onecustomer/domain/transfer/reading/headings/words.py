"""What the words of a heading mean, in English, German, French, Spanish, Italian, Dutch and Portuguese.

Shape: field → phrases, folded as `heading.fold` does it and parted by commas; the order of a phrase's words does not
matter. Fields that --map knows are spelled as there; `consent:…` and the like become an entry of the history.
"""

from __future__ import annotations

NAME, FULL, FIRST, MIDDLE, LAST, NICK, SAY = "name", "full", "first", "middle", "last", "nick", "say"
SAY_FIRST, SAY_LAST = "say-first", "say-last"
PHONE, EMAIL, CARD, COMPANY, ROLE, RELATION, WHY = "phone", "email", "card", "company", "role", "relation", "why"
BIRTHDAY, ANNIVERSARY, SINCE, LAST_VISIT = "birthday", "anniversary", "since", "last-visit"
YEAR_OF_BIRTH, MONTH_OF_BIRTH, DAY_OF_BIRTH = "birth-year", "birth-month", "birth-day"
MEMO, ID, SKIP, UNKEPT = "memo", "id", "skip", "unkept"
SAYS = "says:"  # begins a field whose cells become an entry: says:newsletter

FOR_MAP = (
    *(NAME, FIRST, LAST, NICK, SAY, PHONE, EMAIL, CARD, COMPANY, ROLE, RELATION),
    *(BIRTHDAY, SINCE, LAST_VISIT, MEMO, ID, WHY, SKIP),
)
"""The fields that a heading may be said to be, in the order in which they are listed."""

PHRASES = {
    NAME: "person,kontakt,name,names,nom,nome,nombre,naam,customer,client,cliente,kunde,klant,kundin,guest,"
    "member,contact,"
    "contact person,"
    "ansprechpartner,kontaktperson,contactpersoon,first and last name,last name first name,name vorname,vorname name,"
    "nom prenom,nome cognome,nombre apellidos,naam achternaam,vor und nachname,nom et prenom,nome e cognome,"
    "nombre y apellidos,nome e sobrenome,voor en achternaam",
    FULL: "full name,display name,displayed name,complete name,whole name,vollstandiger name,ganzer name,"
    "anzeigename,kundenname,"
    "nom complet,nom affiche,nom a afficher,nombre completo,nombre para mostrar,nombre del cliente,nome completo,"
    "nome visualizzato,nome de exibicao,volledige naam,weergavenaam,klantnaam,nom du client,nome do cliente,"
    "nome cliente,nom client,file as,speichern unter,fullname,displayname,customername",
    FIRST: "first name,firstname,first,given name,given names,givenname,given,forename,christian name,fname,"
    "first names,"
    "vorname,vornamen,"
    "rufname,prenom,prenoms,primer nombre,nombre de pila,nome di battesimo,primo nome,primeiro nome,nome proprio,"
    "voornaam,voornamen,roepnaam,name first",
    MIDDLE: "middle name,middlename,middle,additional name,second name,middle initial,zweiter vorname,"
    "weitere vornamen,"
    "deuxieme prenom,second prenom,autres prenoms,segundo nombre,secondo nome,segundo nome,nome do meio,"
    "tweede voornaam,tussenvoegsel,middelste naam",
    LAST: "last name,lastname,last,surname,sur name,family name,familyname,lname,second last name,nachname,"
    "familienname,zuname,"
    "nom de famille,nom famille,apellido,apellidos,primer apellido,segundo apellido,cognome,sobrenome,"
    "ultimo nome,apelido,nome de familia,achternaam,familienaam,family,name last",
    NICK: "nickname,pseudo,nick name,nick,known as,alias,preferred name,goes by,spitzname,kosename,surnom,apodo,mote,"
    "soprannome,bijnaam,alcunha,screen name",
    SAY: "pronunciation,pronounced,phonetic name,phonetic,how to say it,aussprache,prononciation,pronunciacion,"
    "pronuncia,"
    "uitspraak",
    SAY_FIRST: "phonetic first name,given name yomi,first name phonetic,yomi given name,phonetischer vorname,"
    "prenom phonetique,nombre fonetico,nome fonetico,fonetische voornaam",
    SAY_LAST: "phonetic last name,family name yomi,last name phonetic,yomi family name,phonetischer nachname,"
    "nom phonetique,nom de famille phonetique,apellido fonetico,cognome fonetico,sobrenome fonetico,"
    "fonetische achternaam,surname phonetic",
    PHONE: "phone,telefonnummer n,telefonnummern,phones,phone number,phonenumber,telephone,telephone number,tel,"
    "tel no,tel nr,phone no,phone nr,"
    "ph,mobile,"
    "mobile phone,mobile number,mobile no,mobile tel,cell,cell phone,cellphone,cell number,home phone,phone home,"
    "home telephone,home number,work phone,work telephone,work number,business phone,office phone,daytime phone,"
    "evening phone,other phone,car phone,company main phone,phone value,contact number,whatsapp,sms number,"
    "whatsapp number,landline,telefon,telefonnummer,telefonnr,telefon nr,tel nummer,rufnummer,handy,handynummer,"
    "handynr,mobil,mobiltelefon,mobilnummer,mobilfunk,mobilfunknummer,festnetz,telefon privat,privat telefon,"
    "telefon geschaftlich,telefon mobil,telefon geschaft,telefon firma,weiteres telefon,"
    "autotelefon,haupttelefon,telefone,numero de telephone,n de telephone,no de telephone,telephone portable,"
    "portable,"
    "telephone mobile,telephone fixe,fixe,telephone domicile,telephone personnel,telephone bureau,tel bureau,"
    "tel portable,tel domicile,tel mobile,gsm,telefono,numero de telefono,telefono movil,numero de movil,numero movil,"
    "movil,celular,"
    "telefono celular,telefono fijo,telefono particular,telefono trabajo,telefono del trabajo,fijo,"
    "numero di telefono,cellulare,telefono cellulare,telefono casa,telefono ufficio,telefono abitazione,"
    "numero cellulare,numero telefono,telefoon,telefoonnummer,telefoonnr,mobiel,mobiele telefoon,mobiel nummer,"
    "mobielnummer,"
    "gsm nummer,telefoon thuis,telefoon werk,vast nummer,telefone celular,telemovel,numero de telefone,"
    "telefone fixo,telefone residencial,telefone comercial,numero de celular,numero de telemovel,"
    "mobilephone,homephone,workphone,land line,sms phone,natel,text reminder number",
    EMAIL: "email,emails,email address,emailaddress,mail,mail address,email value,primary email,secondary email,"
    "home email,work email,business email,personal email,private email,emailadresse,mailadresse,email adresse,"
    "email privat,"
    "email geschaftlich,adresse email,courriel,adresse courriel,adresse mail,adresse electronique,"
    "adresse de messagerie,adresse messagerie,mel,correo,correo electronico,direccion de correo electronico,"
    "direccion de correo,direccion email,direccion electronica,posta elettronica,indirizzo email,"
    "indirizzo di posta elettronica,indirizzo posta elettronica,indirizzo mail,emailadres,email adres,mailadres,"
    "correo e,correio eletronico,endereco de email,endereco email,endereco eletronico,correio electronico",
    CARD: "loyalty card,loyalty card number,loyalty number,loyalty id,member card,membership card,barcode,"
    "card code,loyalty,"
    "kundenkarte,kundenkartennummer,treuekarte,bonuskarte,carte de fidelite,carte fidelite,numero carte fidelite,"
    "tarjeta de fidelidad,tarjeta cliente,carta fedelta,tessera,tessera fedelta,klantenkaart,klantkaart,"
    "klantenkaartnummer,spaarkaart,cartao fidelidade,cartao de fidelidade,cartao cliente",
    COMPANY: "company,associated company,related company,account name,billing company name,company name,companyname,"
    "organization,organisation,organization name,"
    "organisation name,"
    "business,business name,employer,firm,firma,firmenname,unternehmen,arbeitgeber,societe,entreprise,raison sociale,"
    "nom de la societe,nom de lentreprise,organisme,empresa,nombre de la empresa,organizacion,compania,razon social,"
    "azienda,societa,ditta,ragione sociale,organizzazione,nome azienda,bedrijf,bedrijfsnaam,organisatie,werkgever,"
    "nome da empresa,organizacao,companhia,razao social,address company,name organisation,organisation name,"
    "nombre organizacion,nom lorganisation,"
    "nome organizzazione,nome dellorganizzazione,naam organisatie,nome organizacao,nombre de la organizacion,"
    "nome empresa,"
    "nombre empresa,nom lentreprise,nom societe",
    ROLE: "role,job,job title,job position,arbeitstitel,jobtitle,title,position,occupation,profession,function,"
    "organization title,"
    "organisation title,beruf,funktion,stelle,berufsbezeichnung,stellenbezeichnung,jobbezeichnung,tatigkeit,rolle,"
    "fonction,poste,"
    "metier,titre professionnel,puesto,cargo,profesion,ocupacion,professione,posizione,mansione,qualifica,ruolo,"
    "functie,beroep,functietitel,profissao,funcao,ocupacao,titel organisation,titulo organizacion,"
    "titre lorganisation,titolo organizzazione,titel in organisatie,titel in organisation,cargo organizacao,"
    "titre dans lorganisation,"
    "cargo en la organizacion,cargo na organizacao",
    RELATION: "relation,relationship,beziehung,verhaltnis,relacion,relazione,relatie,relacao,verwandtschaft",
    BIRTHDAY: "birthday,birth day and month,birth date,birthdate,date of birth,dob,born,born on,bday,geburtstag,"
    "geburtsdatum,geb,geb datum,geboren,geboren am,gebdatum,anniversaire,date de naissance,naissance,"
    "date danniversaire,ne le,nee le,ne e le,nato a il,nata il,f nacimiento,f nac,fecha nac,cumpleanos,"
    "fecha de nacimiento,nacimiento,fecha nacimiento,"
    "fecha de cumpleanos,compleanno,data di nascita,"
    "nascita,data nascita,nato il,verjaardag,geboortedatum,geboortedag,nascimento,data de nascimento,data nascimento,"
    "data de aniversario,aniversario",
    ANNIVERSARY: "anniversary,wedding anniversary,wedding day,wedding date,hochzeitstag,jahrestag,jubilaum,"
    "anniversaire de mariage,date de mariage,anniversaire de mariage ou fete,aniversario de boda,fecha de boda,"
    "anniversario di matrimonio,anniversario di nozze,anniversario,trouwdag,trouwdatum,huwelijksdatum,jubileum,"
    "data de casamento,aniversario de casamento",
    YEAR_OF_BIRTH: "birth year,year of birth,geburtsjahr,annee de naissance,ano de nacimiento,anno di nascita,"
    "geboortejaar,ano de nascimento",
    MONTH_OF_BIRTH: "birth month,month of birth,geburtsmonat,mois de naissance,mes de nacimiento,mese di nascita,"
    "geboortemaand,mes de nascimento",
    DAY_OF_BIRTH: "birth day,day of birth,geburtstag tag,jour de naissance,dia de nacimiento,giorno di nascita,"
    "geboortedag tag,dia de nascimento",
    SINCE: "since,added,create date,date registered,sign up,signup,customer since,client since,member since,"
    "first visit,first visit date,date of first visit,first appointment,creation date,inscription,first seen,joined,"
    "joined on,date joined,"
    "created,"
    "created at,date created,created on,created date,date added,added on,registered,registered on,registration date,"
    "sign up date,signup date,signed up,first purchase,first order,first order date,kunde seit,seit,mitglied seit,"
    "erster besuch,angelegt,angelegt am,erstellt,erstellt am,erstellungsdatum,registriert am,depuis,client depuis,"
    "cliente depuis,"
    "premiere visite,date de creation,cree le,inscrit le,date dinscription,desde,cliente desde,primera visita,"
    "fecha de alta,f alta,fecha de creacion,fecha alta,fecha de registro,cliente dal,cliente da,prima visita,"
    "data di creazione,"
    "data creazione,data di registrazione,iscritto dal,klant sinds,sinds,lid sinds,eerste bezoek,aangemaakt,"
    "aangemaakt op,aanmaakdatum,primeira visita,data de criacao,data de cadastro,data de registro,criado em",
    LAST_VISIT: "last visit,last active,last in,zuletzt da,zuletzt hier,last visited,last seen,last purchase,"
    "last purchase date,last order,last order date,"
    "last appointment,last visit date,date of last visit,most recent visit,letzter besuch,letzter einkauf,"
    "letzte bestellung,letzter kauf,letzter termin,derniere visite,dernier achat,derniere commande,ultima visita,"
    "ultima compra,ultimo pedido,ultimo acquisto,ultimo ordine,laatste bezoek,laatste aankoop,laatste bestelling",
    MEMO: "memo,obs,memos,note,notes,comment,comments,remark,remarks,notiz,notizen,anmerkung,anmerkungen,anm,bem,"
    "bemerkung,"
    "bemerkungen,"
    "kommentar,kommentare,hinweis,hinweise,info,infos,information,remarque,remarques,commentaire,commentaires,"
    "observation,observations,nota,notas,comentario,comentarios,observacion,observaciones,commento,commenti,"
    "osservazioni,annotazioni,opm,opmerking,opmerkingen,notitie,notities,aantekening,aantekeningen,observacao,"
    "observacoes,anotacoes,additional information,about,description",
    ID: "id,no,nr,number,customer code,customer id,customerid,customer number,customer no,"
    "customer nr,client id,client number,"
    "client no,"
    "member id,member number,membership number,membership no,contact id,reference,reference id,ref,account number,"
    "account no,account id,external id,user id,rec id,record id,uid,uuid,guid,kundennummer,kunden nr,kundennr,"
    "kd nr,kdnr,kunden id,mitgliedsnummer,debitorennummer,debitor,numero client,numero de client,n client,"
    "no client,code client,id client,identifiant,reference client,numero de cliente,n cliente,id cliente,"
    "codigo de cliente,codigo cliente,codigo,codice cliente,numero cliente,codice,klantnummer,klantnr,klant id,"
    "klantcode,"
    "debiteurnummer,lidnummer,numero do cliente,codigo do cliente",
    SAYS + "e-mail marketing": "email subscription status,marketing allowed,accepts email marketing,"
    "accepts marketing,email marketing,"
    "email marketing consent,email opt in,subscribed,marketing consent,marketing opt in,opt in,optin,"
    "email subscribed,"
    "email consent,email subscriber status,marketing email,werbung erlaubt,werbeeinwilligung,email werbung,"
    "accepte le marketing,"
    "acepta marketing,consenso marketing,marketing toegestaan,aceita marketing,email permission,mailing",
    SAYS + "newsletter": "newsletter,newsletter subscription,newsletter abo,rundbrief,infolettre,boletin,nieuwsbrief",
    SAYS + "SMS marketing": "accepts sms marketing,sms subscriber status,sms marketing,sms subscription status,"
    "sms opt in,text marketing,"
    "sms consent,text opt in,sms marketing consent",
    SAYS + "consent": "consent,consents,gdpr,gdpr consent,data consent,privacy consent,dsgvo,einwilligung,"
    "datenschutz,"
    "zustimmung,consentement,rgpd,consentimiento,consenso,consenso privacy,toestemming,avg,consentimento,lgpd,"
    "privacy",
    SAYS + "wants no marketing": "opt out,optout,unsubscribed,do not contact,do not email,do not call,no marketing,"
    "email opt out,werbesperre,widerspruch,keine werbung,desabonne,no contactar,geen reclame,robinson",
    SAYS + "language": "language,preferred language,locale,sprache,langue,idioma,lengua,lingua,taal,idioma preferido,"
    "korrespondenzsprache,langue preferee,voorkeurstaal",
    SAYS + "tags": "tags,tag,labels,label,groups,group,group membership,customer group,categories,category,segment,"
    "segments,kategorien,"
    "libelles,marcadores,kategorie,gruppe,gruppen,kundengruppe,schlagworter,etiquettes,etiquette,categorie,groupe,"
    "groupes,categorias,"
    "categoria,etiquetas,grupo,grupos,etichette,gruppo,gruppi,categorieen,groep,groepen",
    UNKEPT: "salutation,mr mrs,honorific,name prefix,prefix,name suffix,suffix,anrede,titel,briefanrede,namenszusatz,"
    "civilite,titre,tratamiento,titulo,tratamento,titolo,appellativo,aanhef,address,address line,"
    "street,street address,strasse,adresse,anschrift,rue,calle,direccion,indirizzo,via,adres,straat,rua,endereco,"
    "city,town,ort,stadt,wohnort,ville,ciudad,poblacion,citta,comune,plaats,woonplaats,stad,cidade,state,province,"
    "region,county,bundesland,provincia,provincie,estado,zip,zip code,zipcode,postcode,post code,postal code,plz,"
    "postleitzahl,code postal,cp,codigo postal,cap,cep,country,land,pays,pais,paese,nazione,website,web,web page,"
    "url,homepage,webseite,site,site web,sitio web,sito,sito web,department,abteilung,service,departamento,reparto,"
    "afdeling,fax,fax number,telefax,faxnummer,numero de fax,pager,pager number,photo,foto,avatar,picture,age,"
    "alter,edad,eta,"
    "leeftijd,idade",
}  # fmt: skip
"""`unkept` is understood, and kept by nobody: titles, addresses, the web."""

FILLERS = frozenset(
    (
        *("customer", "customers", "client", "clients", "cliente", "clientes", "kunde", "kunden", "klant", "klanten"),
        *("contact", "contacts", "kontakt", "guest", "member", "user", "buyer", "patient", "person", "lead"),
        *("contacto", "contatto", "contato", "persona", "gast", "mitglied", "subscriber", "recipient", "holder"),
        *("invitee", "attendee", "buyer", "participant", "teilnehmer", "from", "no", "nr", "ihr", "ihre", "der", "des"),
        *("the", "your", "my", "of", "their", "his", "her", "at", "on", "am"),
        *("die", "das", "votre", "le", "la", "les", "du", "de", "del", "della", "su", "seu", "sua", "uw", "il", "el"),
        *("do", "da", "di", "het", "van"),
        *("primary", "main", "default", "preferred", "required", "optional", "field", "billing", "shipping", "haupt"),
        *("secondary", "alternate", "alternative", "additional", "other", "personal", "private", "pflichtfeld"),
        *(
            "utc",
            "gmt",
            "yyyy",
            "yy",
            "mm",
            "dd",
            "jjjj",
            "tt",
            "aaaa",
            "jj",
            "gg",
            "aa",
            "dmy",
            "mdy",
            "ymd",
            "format",
        ),
    )
)
"""Words that say nothing of what a column is."""

ABBREVIATED = {
    **{"tlf": "tel", "telef": "tel", "mob": "mobile", "cel": "cell", "addr": "address", "appt": "appointment"},
    **{"dt": "data", "cust": "customer"},
}
"""What people write for longer words."""

WHERE = frozenset(
    (
        *("p", "g", "h", "w", "m", "home", "work", "business", "office", "daytime", "evening", "car", "mobile"),
        *("cell", "landline", "shop"),
        *("privat", "private", "dienstlich", "geschaftlich", "geschaft", "buro", "firma", "mobil", "festnetz", "auto"),
        *("weiteres", "weitere", "zweite", "andere", "primare", "sekundare", "nummer", "number", "numero", "second"),
        *("domicile", "bureau", "travail", "professionnel", "professionnelle", "personnel", "personnelle", "pro"),
        *("perso", "voiture", "fixe", "mobile", "portable", "autre", "principal", "principale", "premiere"),
        *("secondaire", "deuxieme", "trabajo", "particular", "casa", "oficina", "movil", "automovil", "otro", "otra"),
        *("ufficio", "uff", "ab", "abitazione", "lavoro", "cellulare", "altro", "werk", "thuis", "prive", "zakelijk"),
        *("mobiel", "op", "comercial", "residencial", "celular", "carro", "outro", "outra", "fixo", "trabalho"),
    )
)
"""Words that say of a telephone or an e-mail where it is, or which of several: it is one of theirs all the same."""
