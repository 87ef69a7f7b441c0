"""What the demonstration network is drawn from: real cities, and sentences by topic of the questionnaire."""

# ruff: noqa: E501 - a sentence stands on one line

# slug, name, country, latitude, longitude, inhabitants, languages besides English
CityRow = tuple[str, str, str, float, float, int, list[str]]
CITIES: tuple[CityRow, ...] = (
    ("aarhus", "Aarhus", "DK", 56.1629, 10.2039, 290000, ["da", "sv"]),
    ("gothenburg", "Gothenburg", "SE", 57.7089, 11.9746, 600000, ["sv", "da"]),
    ("tampere", "Tampere", "FI", 61.4978, 23.7610, 255000, ["fi", "sv"]),
    ("riga", "Riga", "LV", 56.9496, 24.1052, 605000, ["lv", "de"]),
    ("kaunas", "Kaunas", "LT", 54.8985, 23.9036, 300000, ["lt", "pl"]),
    ("gdansk", "Gdańsk", "PL", 54.3520, 18.6466, 485000, ["pl", "de"]),
    ("wroclaw", "Wrocław", "PL", 51.1079, 17.0385, 670000, ["pl", "de", "cs"]),
    ("leipzig", "Leipzig", "DE", 51.3397, 12.3731, 620000, ["de"]),
    ("freiburg", "Freiburg im Breisgau", "DE", 47.9990, 7.8421, 235000, ["de", "fr"]),
    ("eindhoven", "Eindhoven", "NL", 51.4416, 5.4697, 245000, ["nl", "de"]),
    ("ghent", "Ghent", "BE", 51.0543, 3.7174, 265000, ["nl", "fr"]),
    ("nantes", "Nantes", "FR", 47.2184, -1.5536, 325000, ["fr"]),
    ("bilbao", "Bilbao", "ES", 43.2630, -2.9350, 345000, ["es", "fr"]),
    ("valencia", "Valencia", "ES", 39.4699, -0.3763, 800000, ["es", "it"]),
    ("braga", "Braga", "PT", 41.5454, -8.4265, 195000, ["pt", "es"]),
    ("cork", "Cork", "IE", 51.8985, -8.4756, 225000, ["ga"]),
    ("bologna", "Bologna", "IT", 44.4949, 11.3426, 390000, ["it", "fr"]),
    ("graz", "Graz", "AT", 47.0707, 15.4395, 300000, ["de", "sl"]),
    ("ljubljana", "Ljubljana", "SI", 46.0569, 14.5058, 295000, ["sl", "hr", "de"]),
    ("brno", "Brno", "CZ", 49.1951, 16.6068, 400000, ["cs", "sk"]),
    ("kosice", "Košice", "SK", 48.7164, 21.2611, 225000, ["sk", "hu"]),
    ("cluj-napoca", "Cluj-Napoca", "RO", 46.7712, 23.6236, 285000, ["ro", "hu"]),
    ("varna", "Varna", "BG", 43.2141, 27.9147, 335000, ["bg"]),
    ("thessaloniki", "Thessaloniki", "GR", 40.6401, 22.9444, 320000, ["el", "it"]),
)

CHALLENGES: dict[str, tuple[str, ...]] = {
    "guiding-principles": (
        "Everybody here means something else by innovation procurement, so every purchase begins with the same talk.",
        "We have principles on paper. Nobody can say what a buyer should do differently on Monday because of them.",
    ),
    "motivation-engagement": (
        "Buyers are praised for tenders without complaints, never for trying something. Few volunteer for a new way.",
        "Suppliers answer our market talks politely and do not come back. We do not know what would make them.",
    ),
    "organisation": (
        "The department that orders and the unit that buys meet when the tender is nearly written. That is too late.",
        "Three offices own a piece of every purchase of software, and none of them owns the result.",
    ),
    "annual-planning": (
        "Our annual plan is a list of contracts that run out. It never says where we might do something new.",
        "Half of the purchases of a year are not in the plan, so there is no time for a talk with the market.",
    ),
    "innovation-potential": (
        "We find out that a purchase could have been more ambitious when the contract is signed.",
        "We tried a scoring sheet for the innovation potential; everyone gave three out of five to everything.",
    ),
    "citizen-involvement": (
        "Residents are heard about plans and buildings, never about what the city buys. We do not know where to begin.",
        "A panel of residents helped with one tender for playgrounds. The lawyers asked us not to do it again.",
    ),
    "market-consultation": (
        "Our market consultations are a meeting with thirty people in which nobody says what he really offers.",
        "We fear that a talk before the tender excludes the firm later, so we do not talk at all.",
    ),
    "risk-assessment": (
        "Risks are a table at the end of the file. We want to use them to choose the procedure at the beginning.",
        "Audit sees every pilot as a risk and no risk in buying the same thing for the fourth time.",
    ),
    "legal-procedures": (
        "Nobody wants to be the first to use a procedure, so we use the open one for everything.",
        "Our two lawyers see a purchase for the first time when the notice is due. They can only say no.",
    ),
    "flexible-thresholds": (
        "Small firms of the region win nothing above the national threshold and are not asked below it.",
        "We would like lots that a local workshop can deliver, and do not see how to cut them within the rules.",
    ),
    "competitive-dialogue": (
        "Our only competitive dialogue took nineteen months. We need to see one that was shorter.",
        "We do not know how to compare solutions that came out so different in the dialogue.",
    ),
    "negotiated-procedure": (
        "We negotiated prices only. The suppliers told us afterwards that they would have changed the service.",
        "What may be negotiated, and how is it written down, so that a loser believes that it was fair?",
    ),
    "innovation-partnership": (
        "The contract for research and purchase in one frightens us: who owns what when it stops halfway?",
        "We began an innovation partnership for heat pumps and ended it after the first phase without knowing why.",
    ),
    "pre-commercial": (
        "Buying research is new to us. We do not know how to pay several firms for the same task.",
        "We have a need that no product meets, a small budget, and no partner city yet to share it with.",
    ),
    "contract-surveys": (
        "When a contract ends nobody asks the users how it was; the next tender copies the last one.",
        "We ask bidders why they did not bid, by e-mail, and get two answers a year.",
    ),
    "digital-tools": (
        "The plan is in one spreadsheet, the contracts are in another, and invoices are in a third system.",
        "We pay for a procurement system that buyers use for notices only.",
    ),
    "regional-advice": (
        "Eleven small towns around us ask us for advice that we have no mandate to give.",
        "There is a regional agency for business and none for buyers. We want to see what one would do.",
    ),
}

PRACTICES: dict[str, tuple[str, ...]] = {
    "guiding-principles": (
        "Five principles on one page, agreed by the council, each with one purchase that shows it.",
        "A half-day course on the principles that all new heads of department take in their first three months.",
    ),
    "motivation-engagement": (
        "A yearly prize for the bravest purchase, also for one that failed and was told openly.",
        "A breakfast with suppliers every first Tuesday, without slides, on one need each time.",
    ),
    "organisation": (
        "Pairs of one buyer and one person who orders, who follow a purchase from idea to last invoice.",
        "A purchasing board of the five largest departments that meets for an hour every second week.",
    ),
    "annual-planning": (
        "An open plan of purchases for eighteen months, with a name and a telephone number on each line.",
        "Planning talks with every department in October, from which three purchases a year are chosen for a new way.",
    ),
    "innovation-potential": (
        "Eight questions that sort purchases in twenty minutes; one in ten then gets time and a small budget.",
        "A day a quarter on which departments bring their needs and outsiders ask the naive questions.",
    ),
    "citizen-involvement": (
        "A jury of residents chose between three working prototypes of a bus stop; their vote counted for a fifth.",
        "Pupils tasted and scored school meals in the tender, and again every term of the contract.",
    ),
    "market-consultation": (
        "Forty-minute talks with single firms, the same eight questions to each, all answers published.",
        "A walk with suppliers through the buildings to be renewed, before a line of the tender was written.",
    ),
    "risk-assessment": (
        "A risk workshop with audit and lawyers before the procedure is chosen; it decided against a tender twice.",
        "A shared register of what went wrong in contracts, which every new tender team reads first.",
    ),
    "legal-procedures": (
        "A lawyer sits in the team from the first day; a decision tree for the choice of procedure came out of it.",
        "A collection of answered legal questions that buyers search before they ask.",
    ),
    "flexible-thresholds": (
        "Small lots and short forms below the threshold; two in three of them now go to firms of the region.",
        "A dynamic list of local workshops for repairs, open all year, with payment within ten days.",
    ),
    "competitive-dialogue": (
        "A dialogue in nine months for a library system, with three rounds of one week each.",
        "A dialogue on district heating in which the solutions were compared by what they give, not what they are.",
    ),
    "negotiated-procedure": (
        "Two rounds of negotiation on street lighting, with minutes that every bidder signed.",
        "A negotiation on home care in which the users’ association sat at the table.",
    ),
    "innovation-partnership": (
        "A partnership with two firms on sorting textiles; one of the two came through to the purchase.",
        "A partnership on quiet road surfaces, with clear exits after each phase.",
    ),
    "pre-commercial": (
        "Together with three cities we bought research on cleaning stormwater from five firms.",
        "Research on night buses on demand, bought in three phases, of which the second was worth the most.",
    ),
    "contract-surveys": (
        "Six questions to users and supplier twice a year; the answers decide about the optional years.",
        "A talk with everybody who lost, offered within two weeks. Most say yes and tell us a lot.",
    ),
    "digital-tools": (
        "A map of all contracts by street and school that buyers, departments and residents use alike.",
        "An app that walks a buyer through a small purchase in a quarter of an hour.",
    ),
    "regional-advice": (
        "A desk of three people that helps the small towns around us, paid by hours used.",
        "A regional circle of buyers that meets by turns and shares one expert in law.",
    ),
}

LESSONS: tuple[str, ...] = (
    "We asked for too much paper at first. With four pages instead of forty, twice as many firms answered.",
    "The first time we forgot the people who maintain it. They now have a vote.",
    "It took a year longer than promised. We tell everybody that beforehand now.",
    "Our first criteria could not be measured. We test them now on two invented bids.",
    "The pilot was fine and nobody had planned for what comes after. The budget now covers both.",
    "We published the questions in our language only. English brought three more suppliers.",
    "One person knew everything, and left. There are always two now.",
    "The council learnt of it from the newspaper. It hears it first now.",
    "Price still counted for seventy in a hundred. We fixed the price the second time.",
    "Small firms could not wait sixty days for their money. They are paid in ten.",
)

PURCHASES: tuple[str, ...] = (
    "School meals for forty kitchens, due again in autumn 2028.",
    "Street lighting in the old town: light as a service instead of lamps.",
    "Electric vehicles for parks and gardens, with charging.",
    "A system for booking sports halls that clubs can use by themselves.",
    "Heating for nine schools without gas.",
    "Winter maintenance of cycle paths.",
    "Home care visits with less time on the road.",
    "Furniture for schools, repaired and renewed instead of new.",
    "Cleaning of offices by day instead of by night.",
    "Sensors for flooding in two districts.",
    "Temporary classrooms that can be moved.",
    "Sorting of textiles that are collected with waste.",
    "Road works with less noise and less carbon.",
    "A shared fleet of cargo bikes for the departments.",
    "Translation for social services, spoken and at once.",
    "Playgrounds that children help to choose.",
)

TRAVEL_NOTES: tuple[str, ...] = (
    "Approvals take four weeks. We need the programme by then.",
    "We travel by train wherever one night is enough.",
    "One colleague uses a wheelchair.",
    "The network’s budget pays for travel; we pay for the hotels.",
    "Not in the last week of a month, when invoices close.",
    "One vegetarian, one without gluten.",
)

REMARKS: tuple[str, ...] = (
    "We would be glad to meet a city that buys together with its neighbours.",
    "Please pair us with a city of our size if you can.",
    "Our elected members want to hear of the results before the summer.",
    "Two colleagues are new; a visit early in the spring would help them most.",
    "We could also take part in a talk by video beforehand.",
)
