# The operator's sheet: every setting with its default. Read as a file, never run or imported: values are
# plain text, numbers, True, False or None. What stands in instance/settings.py goes before what stands here,
# and an environment variable of the same name goes before both.

# Where people reach the product; every link that is sent or shown begins with it. With https, cookies are
# Secure and carry the __Host- prefix. Plain http is accepted on this machine only (127.0.0.1, localhost).
BASE_URL = None  # written into instance/settings.py at the first start

# Signs sessions and city links. Written into instance/settings.py at the first start; never shared.
SECRET_KEY = None

# The address and port that the server listens on. Leave HOST as it is behind a proxy on the same machine.
HOST = "127.0.0.1"
PORT = 5000

# None: an SQLite file in the instance folder. PostgreSQL: "postgresql://user:password@host/name".
DATABASE_URL = None

# How many requests are answered at the same time.
THREADS = 8

# How many proxies stand between people and the server, such as 1 for a web server that speaks https for it.
# Wrong guesses are counted by the address that the outermost of them saw; with 0, X-Forwarded-For is ignored.
PROXIES = 0

# Mail for sign-in links. Without MAIL_SERVER the server prints the links instead of sending them.
MAIL_SERVER = None
MAIL_PORT = 587
MAIL_SENDER = None
MAIL_USER = None
MAIL_PASSWORD = None
MAIL_STARTTLS = True

# How long a sign-in link can be used, in minutes; and how long a signed-in person may be idle, in hours.
SIGN_IN_LINK_MINUTES = 30
SIGN_IN_IDLE_HOURS = 12

# Seconds that the computation of a proposal may take, unless the coordinator says otherwise.
PROPOSAL_SECONDS = 60
