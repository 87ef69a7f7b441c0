"""The list of cities that a questionnaire may use without writing it: larger cities of Europe, by country."""

import unicodedata
from functools import cache

from survey_app.questionnaire.types.base import Choice

CITIES = "cities"  # the name of the list
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})

# Country code and name, then its cities as they call themselves.
_BY_COUNTRY = """
al Albania: Durrës, Elbasan, Shkodër, Tirana, Vlorë
at Austria: Graz, Innsbruck, Klagenfurt, Linz, Salzburg, Villach, Wels, Wien
ba Bosnia and Herzegovina: Banja Luka, Mostar, Sarajevo, Tuzla, Zenica
be Belgium: Antwerpen, Brugge, Brussels, Charleroi, Gent, Hasselt, Kortrijk, Leuven, Liège, Mechelen, Mons
be Belgium: Namur
bg Bulgaria: Burgas, Pleven, Plovdiv, Ruse, Sofia, Stara Zagora, Varna, Veliko Tarnovo
ch Switzerland: Basel, Bern, Genève, Lausanne, Lugano, Luzern, St. Gallen, Winterthur, Zürich
cy Cyprus: Larnaca, Limassol, Nicosia, Paphos
cz Czechia: Brno, České Budějovice, Hradec Králové, Liberec, Olomouc, Ostrava, Pardubice, Plzeň, Praha, Zlín
de Germany: Aachen, Augsburg, Berlin, Bielefeld, Bochum, Bonn, Braunschweig, Bremen, Chemnitz, Dortmund
de Germany: Dresden, Duisburg, Düsseldorf, Erfurt, Essen, Frankfurt am Main, Freiburg im Breisgau
de Germany: Gelsenkirchen, Halle (Saale), Hamburg, Hannover, Heidelberg, Jena, Karlsruhe, Kassel, Kiel, Köln
de Germany: Leipzig, Lübeck, Magdeburg, Mainz, Mannheim, Mönchengladbach, München, Münster, Nürnberg
de Germany: Oldenburg, Potsdam, Regensburg, Rostock, Saarbrücken, Stuttgart, Trier, Ulm, Wiesbaden
de Germany: Wuppertal, Würzburg
dk Denmark: Aalborg, Aarhus, Esbjerg, Herning, Horsens, København, Kolding, Odense, Randers, Roskilde, Vejle
ee Estonia: Haapsalu, Kohtla-Järve, Kuressaare, Narva, Pärnu, Rakvere, Tallinn, Tartu, Viljandi, Võru
es Spain: A Coruña, Alicante, Barcelona, Bilbao, Burgos, Cartagena, Córdoba, Donostia, Gijón, Granada
es Spain: Las Palmas, Madrid, Málaga, Murcia, Oviedo, Palma, Pamplona, Salamanca, Santander
es Spain: Santiago de Compostela, Sevilla, Toledo, Valencia, Valladolid, Vigo, Vitoria-Gasteiz, Zaragoza
fi Finland: Espoo, Helsinki, Hyvinkää, Hämeenlinna, Joensuu, Jyväskylä, Kokkola, Kotka, Kouvola, Kuopio
fi Finland: Lahti, Lappeenranta, Mikkeli, Oulu, Pori, Porvoo, Rauma, Rovaniemi, Salo, Seinäjoki, Tampere
fi Finland: Turku, Vaasa, Vantaa
fr France: Amiens, Angers, Besançon, Bordeaux, Brest, Caen, Clermont-Ferrand, Dijon, Grenoble, Le Havre
fr France: Le Mans, Lille, Limoges, Lyon, Marseille, Metz, Montpellier, Mulhouse, Nancy, Nantes, Nice, Nîmes
fr France: Orléans, Paris, Perpignan, Poitiers, Reims, Rennes, Rouen, Saint-Étienne, Strasbourg, Toulon
fr France: Toulouse, Tours
gb United Kingdom: Aberdeen, Belfast, Birmingham, Bradford, Brighton, Bristol, Cambridge, Cardiff, Coventry
gb United Kingdom: Derby, Dundee, Edinburgh, Exeter, Glasgow, Hull, Leeds, Leicester, Liverpool, London
gb United Kingdom: Manchester, Newcastle upon Tyne, Norwich, Nottingham, Oxford, Plymouth, Portsmouth
gb United Kingdom: Sheffield, Southampton, Swansea, York
gr Greece: Athens, Chania, Heraklion, Ioannina, Kavala, Larissa, Patras, Piraeus, Rhodes, Thessaloniki
gr Greece: Trikala, Volos
hr Croatia: Dubrovnik, Osijek, Pula, Rijeka, Split, Varaždin, Zadar, Zagreb
hu Hungary: Budapest, Debrecen, Győr, Kecskemét, Miskolc, Nyíregyháza, Pécs, Szeged, Székesfehérvár
hu Hungary: Szombathely
ie Ireland: Cork, Dublin, Galway, Kilkenny, Limerick, Waterford
is Iceland: Akureyri, Hafnarfjörður, Kópavogur, Reykjavík
it Italy: Ancona, Bari, Bergamo, Bologna, Bolzano, Brescia, Cagliari, Catania, Ferrara, Firenze, Genova
it Italy: Lecce, Messina, Milano, Modena, Napoli, Padova, Palermo, Parma, Perugia, Pescara, Pisa, Prato
it Italy: Ravenna, Reggio Emilia, Rimini, Roma, Salerno, Siena, Torino, Trento, Trieste, Udine, Venezia
it Italy: Verona, Vicenza
lt Lithuania: Alytus, Kaunas, Klaipėda, Marijampolė, Panevėžys, Šiauliai, Vilnius
lu Luxembourg: Differdange, Dudelange, Esch-sur-Alzette, Luxembourg
lv Latvia: Daugavpils, Jelgava, Jūrmala, Liepāja, Rēzekne, Rīga, Valmiera, Ventspils
md Moldova: Bălți, Cahul, Chișinău
me Montenegro: Bar, Nikšić, Podgorica
mk North Macedonia: Bitola, Kumanovo, Ohrid, Skopje, Tetovo
mt Malta: Birkirkara, Gozo Victoria, Mosta, Valletta
nl Netherlands: Almere, Amersfoort, Amsterdam, Apeldoorn, Arnhem, Breda, Delft, Den Haag, Deventer
nl Netherlands: Dordrecht, Ede, Eindhoven, Emmen, Enschede, Groningen, Haarlem, Haarlemmermeer, Leeuwarden
nl Netherlands: Leiden, Maastricht, Nijmegen, Rotterdam, ’s-Hertogenbosch, Tilburg, Utrecht, Venlo, Zaanstad
nl Netherlands: Zwolle
no Norway: Bergen, Bodø, Drammen, Fredrikstad, Kristiansand, Oslo, Stavanger, Tromsø, Trondheim, Ålesund
pl Poland: Białystok, Bielsko-Biała, Bydgoszcz, Częstochowa, Gdańsk, Gdynia, Gliwice, Katowice, Kielce
pl Poland: Kraków, Lublin, Łódź, Olsztyn, Opole, Poznań, Radom, Rzeszów, Sopot, Szczecin, Toruń, Warszawa
pl Poland: Wrocław, Zielona Góra
pt Portugal: Almada, Aveiro, Braga, Cascais, Coimbra, Évora, Faro, Funchal, Guimarães, Leiria, Lisboa, Porto
pt Portugal: Setúbal
ro Romania: Alba Iulia, Arad, Bacău, Baia Mare, Brașov, București, Cluj-Napoca, Constanța, Craiova, Galați
ro Romania: Iași, Oradea, Pitești, Ploiești, Sibiu, Suceava, Târgu Mureș, Timișoara
rs Serbia: Belgrade, Kragujevac, Niš, Novi Sad, Subotica, Zrenjanin
se Sweden: Borås, Eskilstuna, Gävle, Göteborg, Helsingborg, Jönköping, Karlstad, Kiruna, Linköping, Luleå
se Sweden: Lund, Malmö, Norrköping, Skellefteå, Stockholm, Sundsvall, Umeå, Uppsala, Västerås, Växjö, Örebro
se Sweden: Östersund
si Slovenia: Celje, Koper, Kranj, Ljubljana, Maribor, Nova Gorica, Novo Mesto, Velenje
sk Slovakia: Banská Bystrica, Bratislava, Košice, Martin, Nitra, Prešov, Trenčín, Trnava, Žilina
ua Ukraine: Chernivtsi, Dnipro, Ivano-Frankivsk, Kharkiv, Kyiv, Lviv, Mykolaiv, Odesa, Poltava, Ternopil
ua Ukraine: Vinnytsia, Zaporizhzhia, Zhytomyr
xk Kosovo: Gjakova, Mitrovica, Peja, Prishtina, Prizren
"""


@cache
def european_cities() -> tuple[Choice, ...]:
    """Return the cities as choices such as fi-turku, “Turku, Finland”, in the order of their labels."""
    choices = []
    for line in _BY_COUNTRY.strip().splitlines():
        code, country = line.partition(":")[0].split(" ", 1)
        for city in line.partition(": ")[2].split(", "):
            choices.append(Choice(name=f"{code}-{_ascii(city)}", label=f"{city}, {country}", country=code))  # type: ignore[call-arg]
    return tuple(sorted(choices, key=lambda choice: _ascii(choice.label)))


def _ascii(words: str) -> str:
    """Return words as letters, digits and hyphens that every keyboard has: Łódź as lodz."""
    plain = unicodedata.normalize("NFKD", words.lower().translate(_LETTERS))
    parts = "".join(
        ch if ch.isascii() and ch.isalnum() else " " for ch in plain if not unicodedata.combining(ch)
    )
    return "-".join(parts.split())
