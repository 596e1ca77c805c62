import { createPrivateKey, createPublicKey } from 'node:crypto'
import path from 'node:path'
import { z } from 'zod'
import { INSIEMI_EIDAS } from './spid/rules-insiemi'
import { SCOPI } from './spid/rules-scopi'

const required = (what: string) => ({ error: `manca: ${what}` })

/** Refuses what a person types to get past a check: 'aaaa…', '1234…', 'changeme'. */
const varied = (text: string) => new Set(text).size >= 10

const secret = (what: string) =>
  z.string(required(what)).min(32, `troppo corto: ${what}`).refine(varied, `troppo semplice: ${what}`)

const key32 = z.string(required('32 byte casuali in base64 (openssl rand -base64 32)')).refine((text) => {
  const bytes = Buffer.from(text, 'base64')
  return bytes.length === 32 && new Set(bytes).size >= 10
}, 'servono esattamente 32 byte casuali in base64 (openssl rand -base64 32)')

const signingKey = z
  .string(required('chiave Ed25519 PKCS8 in base64 (openssl genpkey -algorithm ed25519 -outform DER | base64 -w0)'))
  .refine((text) => {
    try {
      const key = createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
      return key.asymmetricKeyType === 'ed25519'
    } catch {
      return false // not a key at all: the same answer as a key of another kind
    }
  }, 'non è una chiave Ed25519 PKCS8 in base64 (openssl genpkey -algorithm ed25519 -outform DER | base64 -w0)')

const isEd25519Public = (text: string): boolean => {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' })
    return key.asymmetricKeyType === 'ed25519'
  } catch {
    return false // not a key at all: the same answer as a key of another kind
  }
}

const databaseUrl = z
  .string(required('indirizzo del database, per esempio postgres://utente:password@host:5432/portale'))
  .regex(/^postgres(ql)?:\/\/./, 'deve iniziare con postgres://')

const isLoopback = (url: string) => ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname)

const baseUrl = z
  .url({ protocol: /^https?$/, error: 'deve essere un indirizzo completo, per esempio https://sportello.example.it' })
  .refine((url) => new URL(url).pathname === '/' && !url.includes('?'), 'solo schema, nome e porta: nessun percorso')
  .refine((url) => url.startsWith('https:') || isLoopback(url), 'fuori da questa macchina serve https')
  .transform((url) => new URL(url).origin)

const flag = z
  .enum(['0', '1', 'false', 'true'], 'scrivi 1 oppure 0')
  .transform((text) => text === '1' || text === 'true')
const optionalText = z.string().trim().min(1).optional()

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
)

const S3 = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_REGION', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const

const schema = z
  .object({
    DATABASE_URL: databaseUrl,
    DB_POOL: z.coerce.number('un numero da 1 a 100').int().min(1).max(100).default(10),
    PORT: z.coerce.number('un numero da 1 a 65535').int().min(1).max(65_535).default(3000),
    BASE_URL: baseUrl.optional(),
    NEXTAUTH_SECRET: secret('almeno 32 caratteri casuali (openssl rand -base64 48)'),
    DATA_DIR: z
      .string()
      .trim()
      .min(1)
      .default('.data')
      .transform((dir) => path.resolve(/*turbopackIgnore: true*/ dir)),
    FILES_DIR: z
      .string()
      .trim()
      .min(1)
      .default('.data/files')
      .transform((dir) => path.resolve(/*turbopackIgnore: true*/ dir)),
    FILES_MASTER_KEY: key32,
    FILES_MASTER_KEY_ID: z
      .string()
      .regex(/^[\w.-]{1,64}$/, 'lettere, cifre, punto e trattino')
      .default('1'),
    /** Retired master keys, 'id=base64,id=base64': still read, until the worker has wrapped every file key anew. */
    FILES_MASTER_KEYS_OLD: z
      .string()
      .transform((text) =>
        text
          .split(',')
          .map((pair) => ({ id: pair.slice(0, pair.indexOf('=')), key: pair.slice(pair.indexOf('=') + 1) })),
      )
      .pipe(z.array(z.object({ id: z.string().min(1, 'scrivi id=chiave, separati da virgole'), key: key32 })))
      .default([]),
    UPLOADTHING_SECRET: secret('sk_ e almeno 32 caratteri casuali').startsWith('sk_', 'deve iniziare con sk_'),
    VERIFICA_SIGNING_KEY: signingKey,
    /** The antivirus daemon (clamd); without one, files are only looked at by their structure. */
    CLAMD_URL: z
      .url({ protocol: /^tcp$/, error: 'deve essere come tcp://localhost:3310' })
      .refine((url) => new URL(url).port !== '', 'scrivi anche la porta, per esempio tcp://localhost:3310')
      .optional(),
    /** Public keys (SPKI PEM, or its base64) of sealing keys no longer used, separated by commas: their acts still hold. */
    VERIFICA_PUBLIC_KEYS_OLD: z
      .string()
      .transform((text) =>
        text
          .split(',')
          .map((one) => one.replace(/-----[^-]+-----|\s/g, ''))
          .filter(Boolean),
      )
      .pipe(z.array(z.string().refine(isEd25519Public, 'non è una chiave pubblica Ed25519')))
      .default([]),
    S3_ENDPOINT: z.url('deve essere un indirizzo completo').optional(),
    S3_BUCKET: optionalText,
    S3_REGION: optionalText,
    S3_ACCESS_KEY_ID: optionalText,
    S3_SECRET_ACCESS_KEY: optionalText,
    SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'deve iniziare con smtp:// o smtps://' }).optional(),
    MAIL_FROM: z.string().min(3).default('Provincia della Spezia <non-rispondere@example.invalid>'),
    SPID_IDP_METADATA: list.default([]),
    SPID_ENTITY_ID: z.url('deve essere un indirizzo completo').optional(),
    SPID_PRIVATE_KEY_FILE: optionalText,
    SPID_CERTIFICATE_FILE: optionalText,
    /** Certificate of the key that will sign next: both are in the metadata until the change. */
    SPID_NEXT_CERTIFICATE_FILE: optionalText,
    SPID_CONTACT_EMAIL: z.email('un indirizzo della funzione, non di una persona').optional(),
    /** Kinds of professional identity that may be asked for, the first for the link of the sign-in page; none: only personal ones. */
    SPID_SCOPI: list.pipe(z.array(z.enum(SCOPI, `scrivi uno o più tra ${SCOPI.join(', ')}`))).default([]),
    /** Sets of attributes for the Italian eIDAS node, in the metadata. */
    SPID_EIDAS: list.pipe(z.array(z.enum(INSIEMI_EIDAS, 'scrivi minimo, completo o tutti e due'))).default([]),
    CIE_IDP_METADATA: list.default([]),
    CIE_ENTITY_ID: z.url('deve essere un indirizzo completo').optional(),
    /** Belfiore code of the town of the seat: CIE metadata must name it. */
    CIE_COMUNE_SEDE: z
      .string()
      .regex(/^[A-Z]\d{3}$/, 'codice catastale del comune della sede: una lettera e tre cifre, per esempio E463')
      .optional(),
    /** Adapter of the register of companies; without it an officer checks every link of a person to a company. */
    REGISTRO_IMPRESE_URL: z
      .url('deve essere un indirizzo completo')
      .refine((url) => url.startsWith('https:') || isLoopback(url), 'fuori da questa macchina serve https')
      .optional(),
    REGISTRO_IMPRESE_TOKEN: optionalText,
    /** Socket of the search engine of the archive on this machine; without one each process has an engine of its own. */
    ARCHIVIO_MOTORE: optionalText,
    DEMO_IDP: flag.default(false),
    DEMO_IDP_PORT: z.coerce.number('un numero da 1 a 65535').int().min(1).max(65_535).default(3001),
  })
  .superRefine((value, context) => {
    const given = S3.filter((name) => value[name] !== undefined)
    if (given.length === 0 || given.length === S3.length) return
    for (const name of S3.filter((name) => value[name] === undefined))
      context.addIssue({ code: 'custom', path: [name], message: `manca: serve insieme a ${given.join(', ')}` })
  })
  .superRefine((value, context) => {
    if (value.DEMO_IDP && value.BASE_URL && !isLoopback(value.BASE_URL))
      context.addIssue({
        code: 'custom',
        path: ['DEMO_IDP'],
        message: "l'accesso di prova esiste solo su questa macchina: togli DEMO_IDP o usa BASE_URL con localhost",
      })
  })
  .superRefine((value, context) => {
    const here = value.BASE_URL === undefined || isLoopback(value.BASE_URL)
    const away = !here && value.SPID_IDP_METADATA.length + value.CIE_IDP_METADATA.length > 0
    for (const name of ['SPID_IDP_METADATA', 'CIE_IDP_METADATA'] as const)
      if (
        value[name].some(
          (source) => (/^https?:/.test(source) && !URL.canParse(source)) || (!here && /^http:/.test(source)),
        )
      )
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'un indirizzo del registro deve essere completo, e https',
        })
    if (!here && value.CIE_IDP_METADATA.length > 0 && !value.CIE_COMUNE_SEDE)
      context.addIssue({
        code: 'custom',
        path: ['CIE_COMUNE_SEDE'],
        message: 'manca: codice catastale del comune della sede, per l’accesso con CIE',
      })
    const together = ['SPID_PRIVATE_KEY_FILE', 'SPID_CERTIFICATE_FILE', 'SPID_CONTACT_EMAIL'] as const
    const missing = together.filter((name) => value[name] === undefined)
    if (missing.length === 0 || (missing.length === together.length && !away)) return
    for (const name of missing)
      context.addIssue({ code: 'custom', path: [name], message: 'manca: serve per l’accesso con SPID e con CIE' })
  })
  .transform((value) => ({ ...value, BASE_URL: value.BASE_URL ?? `http://localhost:${value.PORT}` }))

export type Env = z.output<typeof schema>

type Source = Record<string, string | undefined>

/** An empty variable counts as missing. */
const parse = (source: Source) =>
  schema.safeParse(Object.fromEntries(Object.entries(source).filter(([, value]) => value !== '')))

/** @returns 'NAME: what is wrong' in Italian for each variable; never quotes a value, which may be a secret */
export function wrongVariables(source: Source): string[] {
  const parsed = parse(source)
  return parsed.success ? [] : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
}

/** @throws Error in Italian that names every variable to put right */
export function parseEnv(source: Source): Env {
  const parsed = parse(source)
  if (parsed.success) return parsed.data
  throw new Error(
    `Configurazione non valida. Correggi queste variabili d'ambiente:\n  ${wrongVariables(source).join('\n  ')}`,
  )
}

let cached: Env | undefined

/** The configuration of this process, checked at first use: a build needs none of it. @throws as `parseEnv` */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}
