"""Words that British and American English spell differently, British first.

After Merriam-Webster and the Oxford Dictionary of English; -ise for British, as its newspapers have
it. Families are given as stems with the endings they take. A word whose other spelling means
something else as well (cheque/check, storey/story, licence/license) goes one way only.
"""

from __future__ import annotations

from collections.abc import Iterator

_OUR = """
arm behavi cand cla clam col demean disfav dishon discol endeav fav ferv flav harb hon hum lab
misdemean neighb od parl ranc rig rum sav splend succ tum val vap vig belab enam enlab unfav
"""
_OUR_ENDINGS = """
our ours oured ouring ourer ourers ourful ourfully ourless ourable ourably ourite ourites ouritism
ourhood ourhoods ourings ourly oury ouries
"""
_ISE = """
agon aggrand alphabet american apolog author brutal canon capital categor central
character civil collectiv colon commercial computer criminal critic crystall custom decentral
decriminal dehuman democrat demon demoral destabil digit digital dramat
econom emphas energ familiar epitom equal european evangel external fantas fertil final
formal fratern galvan general global harmon hospital human hypnot ideal immobil immun
individual industrial initial institutional internal international italic jeopard legal
liberal local magnet marginal material maxim mechan memor militar minim mobil modern monopol moral
national natural neutral normal optim organ ostrac patron penal personal plagiar polar popular
prior privat public radical random rational real recogn reorgan revital revolution roman
sanit scrutin secular sensational sensit social special stabil standard steril stigmat subsid
summar symbol sympath synchron terror theor tranquil traumat trivial unauthor unrecogn urban util
vandal verbal victim visual vocal weapon
"""
_ISE_ENDINGS = "ise ises ised ising isation isations isational iser isers isable"
_YSE = "anal paral catal electrol psychoanal breathal"
_YSE_ENDINGS = "yse ysed ysing yser ysers"
_DOUBLED = """
bevel cancel channel chisel counsel dial dishevel duel enamel equal fuel funnel gravel grovel
initial jewel label level libel marshal marvel model panel pedal pencil quarrel refuel remodel
relabel rival shovel shrivel signal snorkel spiral stencil swivel total towel travel trowel tunnel
unravel yodel
"""
_DOUBLED_ENDINGS = "led ling ler lers lings"

_WORDS = """
centre=center centres=centers centred=centered centring=centering epicentre=epicenter
epicentres=epicenters kilometre=kilometer kilometres=kilometers centimetre=centimeter
centimetres=centimeters millimetre=millimeter millimetres=millimeters metre=meter metres=meters
litre=liter litres=liters millilitre=milliliter millilitres=milliliters decilitre=deciliter
decilitres=deciliters theatre=theater theatres=theaters amphitheatre=amphitheater fibre=fiber
fibres=fibers fibreglass=fiberglass calibre=caliber sabre=saber sabres=sabers spectre=specter
spectres=specters sombre=somber lustre=luster meagre=meager ochre=ocher sceptre=scepter mitre=miter
manoeuvre=maneuver manoeuvres=maneuvers manoeuvred=maneuvered manoeuvring=maneuvering
defence=defense defences=defenses defenceless=defenseless offence=offense offences=offenses
pretence=pretense pretences=pretenses
jewellery=jewelry woollen=woolen skilful=skillful skilfully=skillfully wilful=willful
wilfully=willfully fulfil=fulfill fulfils=fulfills fulfilment=fulfillment enrol=enroll
enrols=enrolls enrolment=enrollment enrolments=enrollments instalment=installment
instalments=installments distil=distill distils=distills instil=instill instils=instills
marvellous=marvelous marvellously=marvelously councillor=councilor councillors=councilors
counsellor=counselor counsellors=counselors tranquillity=tranquility carburettor=carburetor
anaemia=anemia anaemic=anemic anaesthesia=anesthesia anaesthetic=anesthetic
anaesthetics=anesthetics anaesthetist=anesthetist caesarean=cesarean diarrhoea=diarrhea
encyclopaedia=encyclopedia foetus=fetus foetuses=fetuses foetal=fetal gynaecologist=gynecologist
gynaecology=gynecology haemoglobin=hemoglobin haemophilia=hemophilia haemorrhage=hemorrhage
haemorrhages=hemorrhages leukaemia=leukemia oesophagus=esophagus oestrogen=estrogen
orthopaedic=orthopedic paediatric=pediatric paediatrician=pediatrician
paediatricians=pediatricians paediatrics=pediatrics paedophile=pedophile paedophiles=pedophiles
paedophilia=pedophilia
behavioural=behavioral
grey=gray greys=grays greyer=grayer greyish=grayish plough=plow ploughs=plows
ploughed=plowed ploughing=plowing snowplough=snowplow snowploughs=snowplows
mould=mold moulds=molds mouldy=moldy
moulded=molded moult=molt smoulder=smolder smouldering=smoldering smouldered=smoldered
moustache=mustache moustaches=mustaches pyjamas=pajamas sceptic=skeptic sceptics=skeptics
sceptical=skeptical sceptically=skeptically scepticism=skepticism sulphur=sulfur
aluminium=aluminum aeroplane=airplane aeroplanes=airplanes ageing=aging judgement=judgment
judgements=judgments acknowledgement=acknowledgment artefact=artifact artefacts=artifacts cosy=cozy
cosier=cozier analogue=analog catalogue=catalog catalogues=catalogs catalogued=cataloged axe=ax
liquorice=licorice omelette=omelet omelettes=omelets phoney=phony yoghurt=yogurt yoghurts=yogurts
furore=furor programme=program programmes=programs speciality=specialty specialities=specialties
towards=toward afterwards=afterward chilli=chili pummelled=pummeled draughty=drafty
likeable=likable sizeable=sizable mollusc=mollusk molluscs=mollusks
appal=appall appals=appalls anodise=anodize homoeopathic=homeopathic manoeuvrable=maneuverable
sulphate=sulfate snivelling=sniveling kerbside=curbside kerbs=curbs
"""
_TO_AMERICAN = """
cheque=check cheques=checks tyre=tire tyres=tires kerb=curb storey=story storeys=stories
licence=license licences=licenses practise=practice practises=practices practised=practiced
practising=practicing draught=draft draughts=drafts gaol=jail whilst=while amongst=among
learnt=learned burnt=burned spelt=spelled dreamt=dreamed spoilt=spoiled enquiry=inquiry
enquiries=inquiries focussed=focused focussing=focusing
"""


def _families() -> Iterator[tuple[str, str]]:
    for stem in _OUR.split():
        for ending in _OUR_ENDINGS.split():
            yield stem + ending, stem + ending.replace("our", "or", 1)
    for stem in _ISE.split():
        for ending in _ISE_ENDINGS.split():
            yield stem + ending, stem + "iz" + ending[2:]
    for stem in _YSE.split():
        for ending in _YSE_ENDINGS.split():
            yield stem + ending, stem + "yz" + ending[2:]
    for stem in _DOUBLED.split():
        for ending in _DOUBLED_ENDINGS.split():
            yield stem + ending, stem + ending[1:]


def _listed(table: str) -> dict[str, str]:
    return dict(pair.split("=") for pair in table.split())


_BOTH_WAYS = {**dict(_families()), **_listed(_WORDS)}
AMERICAN = {**_BOTH_WAYS, **_listed(_TO_AMERICAN)}
BRITISH = {american: british for british, american in _BOTH_WAYS.items()}
