"""Django's settings. What comes from outside is read, checked and described in environment.py."""

from __future__ import annotations

import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hoiam import environment

_env = environment.read()

BASE_DIR = Path(__file__).resolve().parent
HOME = _env.home
KEYS = _env.keys
PORT = _env.port
PUBLIC_URL = _env.url
IMAP = _env.imap
# A demo home keeps its keys inside itself; the marker is written by `hoiam seed`: the password of its accounts, and
# in a second line how many weeks it has lived where that is less than the year.
DEMO = (HOME / "demo").exists()
DEMO_WEEKS = (HOME / "demo").read_text(encoding="utf-8").partition("\n")[2].strip() if DEMO else ""

DEBUG = False


def _secret_key() -> str:
    """The key made by `hoiam init`; before that a key for this process only, so that `init` itself can run."""
    path = KEYS / "secret.key"
    return path.read_text().strip() if path.exists() else secrets.token_hex(32)


SECRET_KEY = _secret_key()
# Offices may have host names of their own, which stand in the database: web.middleware lets in those and these.
ALLOWED_HOSTS = ["*"]
OWN_HOSTS = ["127.0.0.1", "localhost", urlsplit(PUBLIC_URL).hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

INSTALLED_APPS = [
    # First, so that our createsuperuser, which asks in Vietnamese, is found before Django's.
    "hoiam",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "hoiam.viettext",
    "hoiam.workdays",
    "hoiam.law",
    "hoiam.ledger",
    "hoiam.office",
    "hoiam.vault",
    "hoiam.papers",
    "hoiam.outbox",
    "hoiam.listen",
    "hoiam.answer",
    "hoiam.report",
    "hoiam.web",
    "hoiam.desk",
    # After ours, whose templates stand before theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "hoiam.web.middleware.quiet_headers",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "hoiam.web.middleware.office_of_the_host",
    "hoiam.desk.lock.LockAfterIdle",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "hoiam.urls"
WSGI_APPLICATION = "hoiam.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "hoiam.web.context.house",
            ],
            "builtins": ["hoiam.web.templatetags.words"],
        },
    }
]


def _database() -> dict[str, object]:
    if _env.database_url:
        parts = urlsplit(_env.database_url)
        query = parse_qs(parts.query)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", [parts.hostname or ""])[0],
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "hoiam.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # IMMEDIATE: a transaction that begins by reading and then writes would otherwise fail at once under load.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: "received" must survive a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;"
                "PRAGMA mmap_size=268435456;PRAGMA cache_size=-20000;PRAGMA temp_store=MEMORY"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "office.Person"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "hoiam.desk.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
# Five wrong passwords for a name, from wherever, and it waits ten minutes. By name only: no device is looked at.
ACCOUNT_RATE_LIMITS = {
    "login_failed": "5/10m/key",
    "login": "600/m/ip",
    "change_password": "10/m/user",
    "reauthenticate": "10/m/user",
}
MFA_ADAPTER = "hoiam.desk.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1
# A passkey works on https only; a demonstration on this machine itself is the browser's own exception.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = urlsplit(PUBLIC_URL).hostname in ("localhost", "127.0.0.1")
SOCIALACCOUNT_ADAPTER = "hoiam.desk.accounts.OfficeLoginAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_ONLY = False


def _office_login() -> dict[str, object]:
    """The office's own OpenID Connect provider, where HOIAM_OIDC names one: the only one there can be."""
    if not _env.oidc:
        return {}
    parts = urlsplit(_env.oidc)
    client, secret = unquote(parts.username or ""), unquote(parts.password or "")
    issuer = _env.oidc.replace(f"{parts.netloc}", parts.netloc.rpartition("@")[2], 1)
    app = {"provider_id": "co-quan", "name": "Tài khoản của cơ quan", "client_id": client, "secret": secret}
    return {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": issuer}}]}


OFFICE_LOGIN = bool(_env.oidc)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": _office_login()}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

FORM_RENDERER = "hoiam.web.forms.Renderer"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
# Django reads 05/10 as the tenth of May unless it is told otherwise.
FORMAT_MODULE_PATH = "hoiam.locale"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
# The fonts come from packages at set-up (make) and are never committed.
STATICFILES_DIRS = [path for path in (BASE_DIR.parent / "build" / "static",) if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Uploads are limited in files/store.py, where the sender gets a sentence; these are the outer walls.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024

SESSION_COOKIE_NAME = "ban-lam-viec"
SESSION_COOKIE_SAMESITE = "Lax"
# A working day: tomorrow everybody signs in anew.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_URL.startswith("https://")
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "hoiam.web.errors.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PUBLIC_URL.startswith("https://") else None
X_FRAME_OPTIONS = "DENY"
# info, success, warning, error: the colours of a notice.
MESSAGE_TAGS = {20: "", 25: "ok", 30: "soon", 40: "late"}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}


def _mail() -> dict[str, object]:
    if not _env.smtp:
        return {
            "EMAIL_BACKEND": "hoiam.outbox.mail.folder.EmailBackend",
            "DEFAULT_FROM_EMAIL": "khong-tra-loi@localhost",
        }
    parts = urlsplit(_env.smtp)
    query = parse_qs(parts.query)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": parts.port or 25,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": query.get("tls", ["0"])[0] == "1",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": query["from"][0],
    }


globals().update(_mail())

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # No address of a device, no body and no query string is ever written: only what failed and where.
    "formatters": {"plain": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # A refused or unknown address can hold what somebody typed: only faults of ours are logged.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER = "hoiam.web.errors.QuietReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "hoiam.web.errors.NothingPersonal"
