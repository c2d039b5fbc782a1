//! What the made-up records are made of.

/// Kinds of congresses: part of the id, name in German and in English.
pub const KINDS: [(&str, &str, &str); 20] = [
    ("egov", "E-Government-Kongress", "E-Government Congress"),
    ("it", "IT-Kongress", "IT Congress"),
    ("verw", "Verwaltungskongress", "Congress of Administration"),
    ("daten", "Datengipfel", "Data Summit"),
    ("ki", "Tagung Künstliche Intelligenz", "Conference on Artificial Intelligence"),
    ("ozg", "Forum Onlinezugang", "Online Access Forum"),
    ("cloud", "Cloud-Tag", "Cloud Day"),
    ("open", "Open-Government-Tag", "Open Government Day"),
    ("cyber", "Forum Informationssicherheit", "Information Security Forum"),
    ("reg", "Registertagung", "Conference of Registers"),
    ("smart", "Kongress Smarte Städte und Regionen", "Smart Cities and Regions Congress"),
    ("komm", "Kommunalforum", "Forum of Municipalities"),
    ("justiz", "Justizkongress", "Justice Congress"),
    ("schule", "Tag der digitalen Schule", "Day of the Digital School"),
    ("gesund", "Forum Öffentliche Gesundheit", "Public Health Forum"),
    ("geo", "Geodatentag", "Geodata Day"),
    ("vergabe", "Vergabetag", "Procurement Day"),
    ("personal", "Personalforum", "Staff Forum"),
    ("recht", "Tagung Digitalrecht", "Conference on Digital Law"),
    ("ident", "Forum Identitäten", "Identity Forum"),
];

/// Cities: part of the id, name, Land.
pub const CITIES: [(&str, &str, &str); 20] = [
    ("dresden", "Dresden", "DE-SN"),
    ("muenchen", "München", "DE-BY"),
    ("stuttgart", "Stuttgart", "DE-BW"),
    ("mainz", "Mainz", "DE-RP"),
    ("berlin", "Berlin", "DE-BE"),
    ("bremen", "Bremen", "DE-HB"),
    ("luebeck", "Lübeck", "DE-SH"),
    ("halle", "Halle (Saale)", "DE-ST"),
    ("erfurt", "Erfurt", "DE-TH"),
    ("potsdam", "Potsdam", "DE-BB"),
    ("rostock", "Rostock", "DE-MV"),
    ("koeln", "Köln", "DE-NW"),
    ("muenster", "Münster", "DE-NW"),
    ("hannover", "Hannover", "DE-NI"),
    ("goettingen", "Göttingen", "DE-NI"),
    ("kassel", "Kassel", "DE-HE"),
    ("hamburg", "Hamburg", "DE-HH"),
    ("saarbruecken", "Saarbrücken", "DE-SL"),
    ("nuernberg", "Nürnberg", "DE-BY"),
    ("tuebingen", "Tübingen", "DE-BW"),
];

/// Venues.
pub const VENUES: [&str; 8] = [
    "Messe",
    "Kongresshalle",
    "Rathaus, Großer Saal",
    "Universität",
    "Alte Börse",
    "Hochschule, Audimax",
    "Stadthalle",
    "Haus der Länder",
];

/// Mottos.
pub const MOTTOS: [&str; 10] = [
    "Digital. Einfach. Für alle.",
    "Zwischen Amtsstube und Algorithmus",
    "Gemeinsam, sicher, souverän",
    "Verwaltung weiterdenken",
    "Vom Antrag zur Lösung",
    "Mut zur Lücke, Mut zum Neuen",
    "Länder, Kommunen, Bund: ein Netz",
    "Übermorgen beginnt heute",
    "Weniger Papier, mehr Bürgernähe",
    "„Digital first“ – und dann?",
];

/// Remarks on a figure; `#` becomes a number.
pub const NOTES: [&str; 16] = [
    "Programmheft, Seite #",
    "Saal #",
    "Tag 1, Raum #",
    "Tag 2, Raum #",
    "Zählung am Einlass #",
    "Anmeldeliste, Blatt #",
    "Auskunft der Geschäftsstelle, Zeile #",
    "Wörtlich: „gut # Prozent mehr als im Vorjahr“",
    "Modus erschlossen: Veranstaltung im Saal #",
    "Abgefragt über die Kongress-App, Stand # Uhr",
    "Schätzung für Block #, ohne Ausstellerpersonal",
    "Übertragung in # Außenstellen mitgezählt",
    "Sitzplätze in Reihe 1 bis #",
    "Führungskräfte und Fachpublikum, Liste #",
    "Größenordnung laut Abschlussrunde #",
    "Meldung Nr. #",
];

/// Why a field is inferred.
pub const REASONS: [&str; 4] = [
    "Nummer aus der jährlichen Zählung erschlossen",
    "Gastgeber aus der Stadt erschlossen, keine Quelle nennt ihn",
    "Jahr aus dem Dateinamen erschlossen",
    "Erschlossen aus der Begrüßung, nur die Ankündigung wurde gefunden",
];

/// Who publishes: name, kind of source.
pub const PUBLISHERS: [(&str, &str); 6] = [
    ("Geschäftsstelle des Kongresses", "organiser"),
    ("Landesministerium für Digitales", "ministry"),
    ("Lokalpresse", "press"),
    ("Bericht aus dem Publikum", "participant"),
    ("Fachpresse Öffentlicher Dienst", "press"),
    ("Staatskanzlei", "ministry"),
];

/// How a topic is named in a programme: `#` is its label.
pub const NAMED: [&str; 7] = [
    "#",
    "# in der Verwaltung",
    "# für Städte, Kreise und Gemeinden",
    "Praxisbericht #",
    "#: Stand und Ausblick",
    "Zukunft: #",
    "# im Länderverbund",
];

/// Topics: id, label in German and in English; the first of each five is the parent of the other four.
pub const TOPICS: [(&str, &str, &str); 60] = [
    ("verwaltung", "Verwaltungsmodernisierung", "Administrative modernisation"),
    ("prozesse", "Prozessmanagement", "Process management"),
    ("e-akte", "E-Akte", "Electronic files"),
    ("buerokratie", "Bürokratieabbau", "Less red tape"),
    ("organisation", "Organisationsentwicklung", "Organisational development"),
    ("onlinezugang", "Onlinezugangsgesetz", "Online Access Act"),
    ("portale", "Portalverbund", "Portal network"),
    ("antraege", "Digitale Anträge", "Digital applications"),
    ("bezahlen", "Bezahlverfahren", "Payment"),
    ("efa", "Einer für alle", "One for all"),
    ("daten", "Daten", "Data"),
    ("register", "Registermodernisierung", "Modernisation of registers"),
    ("open-data", "Offene Daten", "Open data"),
    ("geodaten", "Geodaten", "Geodata"),
    ("statistik", "Amtliche Statistik", "Official statistics"),
    ("ki", "Künstliche Intelligenz", "Artificial intelligence"),
    ("sprachmodelle", "Sprachmodelle", "Language models"),
    ("automatisierung", "Automatisierung", "Automation"),
    ("chatbots", "Chatbots", "Chatbots"),
    ("ki-recht", "KI-Recht", "AI law"),
    ("sicherheit", "Informationssicherheit", "Information security"),
    ("datenschutz", "Datenschutz", "Data protection"),
    ("notfall", "Notfallmanagement", "Emergency management"),
    ("kritis", "Kritische Infrastrukturen", "Critical infrastructure"),
    ("grundschutz", "Grundschutz", "Baseline protection"),
    ("souveraenitaet", "Digitale Souveränität", "Digital sovereignty"),
    ("open-source", "Offene Software", "Open source"),
    ("cloud", "Verwaltungscloud", "Administrative cloud"),
    ("rechenzentren", "Rechenzentren", "Data centres"),
    ("arbeitsplatz", "Souveräner Arbeitsplatz", "Sovereign workplace"),
    ("kooperation", "Föderale Kooperation", "Federal cooperation"),
    ("standards", "Standards", "Standards"),
    ("architektur", "Föderale IT-Architektur", "Federal IT architecture"),
    ("finanzierung", "Finanzierung", "Funding"),
    ("europa", "Europa", "Europe"),
    ("personal", "Personal", "Staff"),
    ("fachkraefte", "Fachkräfte", "Skilled staff"),
    ("fuehrung", "Führung", "Leadership"),
    ("weiterbildung", "Weiterbildung", "Training"),
    ("mobiles-arbeiten", "Mobiles Arbeiten", "Mobile working"),
    ("kommunen", "Kommunen", "Municipalities"),
    ("smart-city", "Smarte Stadt", "Smart city"),
    ("laendlicher-raum", "Ländlicher Raum", "Rural areas"),
    ("mobilitaet", "Mobilität", "Mobility"),
    ("daseinsvorsorge", "Daseinsvorsorge", "Public services"),
    ("beteiligung", "Bürgerbeteiligung", "Participation"),
    ("transparenz", "Transparenz", "Transparency"),
    ("barrierefreiheit", "Barrierefreiheit", "Accessibility"),
    ("nutzer", "Nutzerorientierung", "User orientation"),
    ("sprache", "Leichte Sprache", "Easy language"),
    ("identitaeten", "Elektronische Identitäten", "Electronic identities"),
    ("ausweis", "Online-Ausweis", "Online identity card"),
    ("signatur", "Signatur und Siegel", "Signatures and seals"),
    ("postfach", "Digitales Postfach", "Digital mailbox"),
    ("unternehmen", "Unternehmenskonto", "Business account"),
    ("beschaffung", "Beschaffung", "Procurement"),
    ("vergabe", "Digitale Vergabe", "Digital tendering"),
    ("rahmen", "Rahmenverträge", "Framework contracts"),
    ("innovation", "Innovation", "Innovation"),
    ("reallabore", "Reallabore", "Regulatory sandboxes"),
];
