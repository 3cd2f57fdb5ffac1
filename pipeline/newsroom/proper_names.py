"""Acronyms and names that a text in capitals does not show as such, and their English.

Acronyms as Norwegian papers write them (Språkrådet, "Initialord"): NATO, but Ap and KrF. Those that
are also words in capitals (IS, OM, AS, BI, DE) are left out.
"""

from __future__ import annotations

_ACRONYMS = """
ABC ADHD AFP AIDS AKP AUF BBC BNP BMW CBS CDC CEO CIA CNBC CNN COP COVID DLD DN DNA DNB DSB EASA
EEA EFTA EM EMA ESA EU EØS FA FBI FDA FHI FIFA FIS FN FNB FOR FRA GDP GPS HIV HMS HRS IAEA ICC
IKEA ILO IMF IOC IRA ISIL ISS IT JFK KFOR KI KLP KNM KRIPOS LHBT LO MDMA MI MMR MMS MSF MTV NASA
NATO NAV NBA NBC NFF NFL NGO NHH NHL NHO NIF NIFU NIM NKP NM NMBU NOAA NOK NPD NRK NSA NSB NTB
NTNU NUPI NVE NYPD OECD OL OPEC OSSE PC PCR PEN PFU PLO POD PSG PST PTSD RBK SAS SCANPIX SEB SK
SMS SOS SSB SUV SV SVT TNT TT TV UCI UD UDI UEFA UN UNDP UNE UNESCO UNHCR UNICEF UNIO UNRWA USA
USD VAR VG VM WADA WHO WTO WWF YS ØKOKRIM MDG EUR AI UiO UiB UiT NFK FFK BA DNT KS NOU PR CO CV
DVD GMO IP
"""
_MIXED = {
    "AP": "Ap",
    "FRP": "Frp",
    "KRF": "KrF",
    "SP": "Sp",
    "INP": "INP",
    "PHD": "ph.d",
    "NAV": "Nav",
    "KRIPOS": "Kripos",
    "ØKOKRIM": "Økokrim",
    "UNIO": "Unio",
    "COVID": "covid",
    "SCANPIX": "Scanpix",
    "UIO": "UiO",
    "UIB": "UiB",
    "UIT": "UiT",
    "IKEA": "Ikea",
}
_WORDS_TOO = frozenset({"FOR", "FRA", "CO", "POD", "PEN", "BA"})
# An acronym in capitals -> as it is written.
ACRONYMS = {a.upper(): a for a in _ACRONYMS.split() if a not in _WORDS_TOO} | _MIXED

# Units and short forms that stay small in a text of capitals.
_SMALL = "kl nr pst ca km m cm mm kg g t mrd mill kr s x c"
SMALL = frozenset(_SMALL.split())

# Names of one word, Norwegian or Norwegian=English.
_NAMES = """
Norge=Norway Sverige=Sweden Danmark=Denmark Finland Island=Iceland Færøyene=Faroes
Grønland=Greenland Svalbard Storbritannia=Britain England Skottland=Scotland Wales Irland=Ireland
Frankrike=France Tyskland=Germany Nederland=Netherlands Belgia=Belgium Luxembourg
Sveits=Switzerland Østerrike=Austria Italia=Italy Spania=Spain Portugal Hellas=Greece
Tyrkia=Turkey Kypros=Cyprus Malta Polen=Poland Tsjekkia=Czechia Slovakia Ungarn=Hungary Romania
Bulgaria Serbia Kroatia=Croatia Slovenia Bosnia Montenegro Kosovo Albania Makedonia=Macedonia
Estland=Estonia Latvia Litauen=Lithuania Hviterussland=Belarus Belarus Ukraina=Ukraine
Russland=Russia Moldova Georgia Armenia Aserbajdsjan=Azerbaijan Kasakhstan=Kazakhstan Israel
Palestina=Palestine Gaza Vestbredden Libanon=Lebanon Syria Jordan Irak=Iraq Iran Jemen=Yemen Qatar
Kuwait Afghanistan Pakistan India Nepal Bangladesh Myanmar Thailand Vietnam Kambodsja=Cambodia
Malaysia Singapore Indonesia Filippinene=Philippines Kina=China Taiwan Japan Korea Mongolia
Australia Egypt Libya Tunisia Algerie=Algeria Marokko=Morocco Sudan Etiopia=Ethiopia Eritrea
Somalia Kenya Uganda Tanzania Rwanda Kongo=Congo Nigeria Ghana Mali Niger Senegal Angola Zambia
Zimbabwe Mosambik=Mozambique Canada Mexico Cuba Haiti Guatemala Honduras Nicaragua Panama Colombia
Venezuela Ecuador Peru Bolivia Chile Argentina Brasil=Brazil Uruguay Paraguay Amerika=America
Europa=Europe Asia Afrika=Africa Norden=Nordics Skandinavia=Scandinavia Oslo Bergen Trondheim
Stavanger Tromsø Drammen Kristiansand Fredrikstad Sandnes Bodø Ålesund Haugesund Tønsberg
Sandefjord Larvik Skien Porsgrunn Arendal Moss Sarpsborg Halden Hamar Lillehammer Gjøvik Molde
Kristiansund Narvik Harstad Alta Hammerfest Kirkenes Vadsø Mandal Kongsberg Asker Bærum Lillestrøm
Gardermoen Finnmark Troms Nordland Trøndelag Vestland Rogaland Agder Telemark Vestfold Buskerud
Innlandet Østfold Akershus Hordaland Oppland Hedmark Lofoten Stockholm København=Copenhagen
Helsingfors=Helsinki Reykjavik London Paris Berlin Roma=Rome Madrid Lisboa=Lisbon Brussel=Brussels
Amsterdam Haag=Hague Wien=Vienna Praha=Prague Warszawa=Warsaw Budapest Aten=Athens Moskva=Moscow
Kyiv Kiev=Kyiv Minsk Riga Vilnius Tallinn Bucuresti=Bucharest Beograd=Belgrade Sofia Zagreb
Sarajevo Pristina Ankara Istanbul Jerusalem Beirut Damaskus=Damascus Bagdad=Baghdad Teheran=Tehran
Kabul Islamabad Beijing Tokyo Seoul Bangkok Hanoi Jakarta Manila Canberra Sydney Kairo=Cairo
Nairobi Washington Ottawa Havana Bogotá Caracas Lima Santiago Brasília Genève=Geneva
München=Munich Göteborg=Gothenburg Malmö Hamburg Milano=Milan Barcelona Liverpool Manchester
Stortinget=Storting Høyre Arbeiderpartiet Venstre Senterpartiet Fremskrittspartiet
Kongressen=Congress Nordsjøen Barentshavet Trump Biden Putin Zelenskyj=Zelenskyy Støre Solberg
Stoltenberg Obama Harris Netanyahu Macron Merkel Scholz Erdogan Google Apple Facebook Microsoft
Equinor Telenor Hydro Rosenborg Brann Vålerenga Molde Viking Haaland Ødegaard Nobel
"""
# Common nouns as well, so that a text in capitals does not tell: "høyre", "venstre", "alta".
_NOUNS_TOO = frozenset({"Høyre", "Venstre", "Moss", "Norden", "Brann", "Viking", "Hydro", "Apple"})
_PAIRS = [n.partition("=")[::2] for n in _NAMES.split()]
# In capitals -> (Norwegian, English).
NAMES = {nb.upper(): (nb, en or nb) for nb, en in _PAIRS if nb not in _NOUNS_TOO}

_ALWAYS_CAPITAL = """
Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February April June July August
September October November December Christmas Easter Norwegian Norwegians Swedish Swede Swedes
Danish Dane Danes Finnish Finn Finns Icelandic British Briton Britons English Scottish Irish
French German Germans Dutch Belgian Swiss Austrian Italian Italians Spanish Portuguese Greek
Greeks Turkish Polish Poles Czech Hungarian Romanian Bulgarian Serbian Croatian Estonian Latvian
Lithuanian Ukrainian Ukrainians Russian Russians Israeli Israelis Palestinian Palestinians
Lebanese Syrian Syrians Iraqi Iranian Afghan Pakistani Indian Chinese Japanese Korean Vietnamese
Thai Australian Egyptian Libyan Ethiopian Somali Kenyan Nigerian Canadian Mexican Cuban Brazilian
American Americans European Europeans Asian African Nordic Scandinavian Arab Arabic Muslim Muslims
Christian Christians Jewish Jews Catholic Islam Sami Bible Quran Nobel Internet
"""
# Capital in English, small in Norwegian.
ALWAYS_CAPITAL = frozenset([*_ALWAYS_CAPITAL.split(), *(en for _, en in NAMES.values())])
