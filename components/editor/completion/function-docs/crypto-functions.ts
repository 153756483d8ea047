import { describeFunction as fn } from "./describe-function.ts";

/** Hashes, keys, certificates and chance. What is made at random changes with every render, and so at every upgrade. */
export const cryptoFunctions = {
  adler32sum: fn(
    "text",
    "The Adler-32 sum of a text, as a decimal number.",
    'adler32sum "hello"',
    "103547413",
  ),
  bcrypt: fn(
    "password",
    "Hashes a password with bcrypt. The salt is random: it differs from run to run.",
    'bcrypt "secret"',
  ),
  buildCustomCert: fn(
    "certificate key",
    "Makes a certificate object of a PEM certificate and key, each in base64, to sign others with.",
    "buildCustomCert .Values.ca.crt .Values.ca.key",
  ),
  decryptAES: fn(
    "password text",
    "Opens what `encryptAES` sealed.",
    'encryptAES "secret" "hello" | decryptAES "secret"',
    "hello",
  ),
  derivePassword: fn(
    "counter class password user site",
    "Derives the same password each time from a master password. Classes: maximum, long, medium, short, basic, pin.",
    'derivePassword 1 "pin" "master" "ada" "example.org" | len',
    "4",
  ),
  encryptAES: fn(
    "password text",
    "Seals a text with AES-256-CBC, as base64. It differs from run to run.",
    'encryptAES "secret" "hello"',
  ),
  genCA: fn(
    "name days",
    "Makes an authority that signs others; the result has `.Cert` and `.Key` as PEM. It differs from run to run.",
    '(genCA "my-ca" 365).Cert',
  ),
  genCAWithKey: fn(
    "name days key",
    "Makes an authority with a PEM key of your own.",
    '(genCAWithKey "my-ca" 365 (genPrivateKey "ed25519")).Cert',
  ),
  genPrivateKey: fn(
    "type",
    "Makes a private key as PEM: rsa, dsa, ecdsa or ed25519. It differs from run to run.",
    'genPrivateKey "ed25519"',
  ),
  genSelfSignedCert: fn(
    "name ips names days",
    "Makes a certificate that signs itself, for IP addresses and host names; the result has `.Cert` and `.Key`.",
    '(genSelfSignedCert "web" nil (list "web.local") 365).Cert',
  ),
  genSelfSignedCertWithKey: fn(
    "name ips names days key",
    "`genSelfSignedCert` with a PEM key of your own.",
    '(genSelfSignedCertWithKey "web" nil nil 365 (genPrivateKey "ed25519")).Cert',
  ),
  genSignedCert: fn(
    "name ips names days authority",
    "Makes a certificate that an authority of `genCA` signs; the result has `.Cert` and `.Key`.",
    '(genSignedCert "web" nil (list "web.local") 365 (genCA "my-ca" 365)).Cert',
  ),
  genSignedCertWithKey: fn(
    "name ips names days authority key",
    "`genSignedCert` with a PEM key of your own.",
    '(genSignedCertWithKey "web" nil nil 365 (genCA "ca" 365) (genPrivateKey "ed25519")).Cert',
  ),
  htpasswd: fn(
    "user password",
    "A line of an htpasswd file, hashed with bcrypt. It differs from run to run.",
    'htpasswd "ada" "secret"',
  ),
  randAlpha: fn("count", "Random letters. They differ from run to run.", "randAlpha 8"),
  randAlphaNum: fn(
    "count",
    "Random letters and digits. They differ from run to run: keep a password in a Secret that `lookup` finds again.",
    "randAlphaNum 16",
  ),
  randAscii: fn("count", "Random printable ASCII characters. They differ from run to run.", "randAscii 8"),
  randBytes: fn("count", "Random bytes as base64. They differ from run to run.", "randBytes 16"),
  randNumeric: fn("count", "Random digits. They differ from run to run.", "randNumeric 6"),
  sha1sum: fn("text", "The SHA-1 sum of a text in hexadecimal.", 'sha1sum "a" | trunc 8', "86f7e437"),
  sha256sum: fn(
    "text",
    "The SHA-256 sum of a text in hexadecimal. As an annotation of pods it restarts them when a config changes.",
    'sha256sum "a" | trunc 8',
    "ca978112",
  ),
  sha512sum: fn("text", "The SHA-512 sum of a text in hexadecimal.", 'sha512sum "a" | trunc 8', "1f40fc92"),
  uuidv4: fn("", "A random UUID. It differs from run to run.", "uuidv4"),
} as const;
